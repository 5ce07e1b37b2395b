"""Numeric kernels over typed views, by both compilers against plain C at the same flags."""
from .measure import Failed, Table, side_by_side
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
    for name in NAMES:
        for size in ["small"] if tools.quick else ["small", "large"]:
            case = f"{name}, {size}"
            if options.only not in case:
                continue
            table.cases[case] = {}
            variants = {}
            for variant in [plain, *tools.compilers]:
                progress(f"{key}: building {name} {variant}")
                try:
                    variants[variant] = built(tools, name, variant, options.optimize, spelling, directives)
                except Failed as error:
                    table.fail(case, variant, error)
            if variants:
                jobs.append((case, job(tools, variants, name, size)))
    table.take(side_by_side(rounds, jobs, progress), lambda case: (case, plain), 1e6)
    return table


def built(tools, name, variant, optimize, spelling, directives):
    """A variant as `Toolbox.compare` takes it."""
    if variant in tools.compilers:
        module = tools.build(variant.lower(), source_of(tools, name, spelling), tools.python, optimize, directives)
        return module, name, f"f = m.{name}; x = a"
    module = tools.compile(BENCH / "kernels" / "kernels_c.c", "kernels_c", tools.python, optimize)
    return module, "kernels_c", f"f = m.{name}; x = data.flat(a)"


def job(tools, variants, name, size):
    return lambda: tools.compare(tools.python, variants, {
        "statement": "f(*x)", "digest": "(f(*x), data.arrays(a))", "arguments": f"a = data.make({name!r}, {size!r})",
        "data": str(BENCH / "kernels" / "data.py"), "samples": 7, "seconds": 0.015})
