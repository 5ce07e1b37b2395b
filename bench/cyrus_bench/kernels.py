"""Numeric kernels over typed views, by both compilers against plain C at the same flags."""
from .measure import Failed, Table, interleave
from .toolbox import BENCH

TITLE = "Numeric kernels"
ROUNDS = 5
NAMES = ["masked_sqrt", "total", "total_int", "dot", "cumulative", "histogram", "matmul", "stencil", "mandelbrot", "nbody",
         "distances", "floyd_warshall", "levenshtein_bytes", "levenshtein_str", "sieve"]
FAST = ("boundscheck=False", "wraparound=False", "cdivision=True")
# Each form: name, title, directives, and what is written for `::1` in the source.
FORMS = [("fast", "Contiguous views, no checks", FAST, None),
         ("default", "Contiguous views, default directives", (), None),
         ("strided", "Strided views, no checks", FAST, ":")]


def run(tools, rounds, options, progress):
    tables = []
    for form in FORMS:
        tables.append(one(tools, form, rounds, options, progress))
    return tables


def source_of(tools, name, spelling):
    source = BENCH / "kernels" / f"{name}.pyx"
    if spelling is None:
        return source
    folder = tools.work / "strided"
    folder.mkdir(exist_ok=True)
    target = folder / source.name
    target.write_text(source.read_text().replace("::1", spelling))
    return target


def one(tools, form, rounds, options, progress):
    key, title, directives, spelling = form
    plain = f"C {options.optimize}"
    table = Table(key, title, "microseconds", [plain, "Cython", "Cyrus"], "Cython", mean=True,
                  note=f"One call on NumPy arrays; all three compiled at `{options.optimize}`. Directives: "
                       f"`{', '.join(directives) or 'none'}`. The C has no checks and contiguous arrays in every table.")
    jobs = []
    data = BENCH / "kernels" / "data.py"
    for name in NAMES:
        for size in ["small"] if tools.quick else ["small", "large"]:
            case = f"{name}, {size}"
            if options.only not in case:
                continue
            table.cases[case] = {}
            for variant in [plain, *tools.compilers]:
                progress(f"{key}: building {name} {variant}")
                setup = f"a = data.make({name!r}, {size!r})"
                try:
                    if variant == plain:
                        module = tools.compile(BENCH / "kernels" / "kernels_c.c", "kernels_c", tools.python, options.optimize)
                        setup += "\nc = data.flat(a)"
                    else:
                        module = tools.build(variant.lower(), source_of(tools, name, spelling), tools.python,
                                             options.optimize, directives)
                except Failed as error:
                    table.fail(case, variant, error)
                    continue
                jobs.append(((case, variant), job(tools, module, "kernels_c" if variant == plain else name, name, setup,
                                                  "c" if variant == plain else "a", data)))
    results = interleave(rounds, jobs, progress)
    for (case, variant), samples in results.items():
        wanted = results.get((case, plain))
        if isinstance(samples, Failed):
            table.fail(case, variant, samples)
        elif isinstance(wanted, list) and samples[0][1] != wanted[0][1]:
            table.fail(case, variant, f"wrong result: {samples[0][1]} instead of {wanted[0][1]}")
        else:
            for value, _ in samples:
                table.add(case, variant, value)
    return table


def job(tools, module, module_name, name, setup, arguments, data):
    setup += f"\nf = m.{name}\nx = {arguments}"
    digest = "(f(*x), data.arrays(a))"

    def measured():
        took = tools.time(tools.python, module, module_name, "f(*x)", digest, data, setup, samples=3, seconds=0.03)
        return took["seconds"] * 1e6, took["digest"]
    return measured
