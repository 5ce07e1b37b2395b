"""The talk's two examples, as compiled by everybody: nanoseconds a pair of example 2, and example 1 against C."""
import os
import shutil

from .measure import Failed, Table, interleave
from .toolbox import BENCH, ROOT, quiet

TITLE = "The talk's examples"
ROUNDS = 7
SOURCES, PEERS = BENCH / "sources", BENCH / "peers"
TALK = ROOT / "examples" / "talk"
# What example 2 is able to run at on this processor: the C of the peer, told what it may assume.
FREE = ("-march=native", "-fno-math-errno", "-fno-trapping-math")


def run(tools, rounds, options, progress):
    tables = [example1(tools, rounds, progress), example2(tools, rounds, progress)]
    if not tools.quick:
        tables.append(small(tools, rounds, progress))
    return [table for table in tables if options.only in table.title]


def levels(tools):
    """Cython's build is measured at the two levels that build tools use."""
    return [] if tools.quick else ["-O2", "-O3"]


def attempt(variants, name, function):
    """Builds a variant; what stops it is kept instead."""
    try:
        variants[name] = function()
    except Failed as error:
        variants[name] = error


def measured(tools, table, rounds, progress, rows, reference):
    """`rows`: (case, variant, module or Failed, name, statement, digest, data, setup, divisor)."""
    jobs = []
    for case, variant, module, name, statement, digest, data, setup, divisor in rows:
        if isinstance(module, Failed):
            table.fail(case, variant, module)
            continue

        def job(module=module, name=name, statement=statement, digest=digest, data=data, setup=setup, divisor=divisor):
            took = tools.time(tools.python, module, name, statement, digest, data, setup, samples=1, seconds=0.05)
            return took["seconds"] / divisor, took["digest"]
        jobs.append(((case, variant), job))
    table.take(interleave(rounds, jobs, progress), lambda _: reference)
    return table


def example1(tools, rounds, progress):
    progress("building example 1")
    variants = {}
    source = TALK / "fast_stuff.pyx"
    attempt(variants, "CPython", lambda: TALK / "slow_stuff.py")
    attempt(variants, "C -O2", lambda: tools.compile(PEERS / "c" / "talk_c.c", "talk_c", tools.python, "-O2"))
    for level in levels(tools):
        attempt(variants, f"Cython {level}", lambda: tools.build("cython", source, tools.python, level))
    attempt(variants, "Cyrus -O2", lambda: tools.build("cyrus", source, tools.python))
    pure = TALK / "fast_stuff_pure.py"
    table = Table("primes", "Example 1, primes(1000)", "microseconds a call", list(variants), "C -O2",
                  versus=["Cython -O2", "Cyrus -O2"],
                  note="A list of the first thousand prime numbers; arguments and the result are Python objects.")
    rows = [("primes(1000)", name, module, "talk_c" if name.startswith("C ") else "fast_stuff", "m.primes(1000)",
             "m.primes(1000)", None, "", 1e-6) for name, module in variants.items()]
    twins = {}
    for compiler in tools.compilers:
        attempt(twins, f"{compiler} -O2", lambda: tools.build(compiler.lower(), pure, tools.python))
    rows += [("the same in pure-Python mode", name, module, "fast_stuff_pure", "m.primes(1000)", "m.primes(1000)", None,
              "", 1e-6) for name, module in twins.items()]
    rows.append(("the same in pure-Python mode", "C -O2", variants["C -O2"], "talk_c", "m.primes(1000)",
                 "m.primes(1000)", None, "", 1e-6))
    return measured(tools, table, rounds, progress, rows, ("primes(1000)", "C -O2"))


def peers(tools):
    """Every variant of example 2: name -> (module, its name)."""
    built = {}
    c_file = PEERS / "c" / "talk_c.c"
    attempt(built, "C -O2", lambda: (tools.compile(c_file, "talk_c", tools.python, "-O2"), "talk_c"))
    attempt(built, "C -O3, free", lambda: (tools.compile(c_file, "talk_c", tools.python, "-O3", FREE), "talk_c"))
    for level in levels(tools):
        attempt(built, f"Cython {level}",
                lambda: (tools.build("cython", SOURCES / "pairs.pyx", tools.python, level), "pairs"))
    attempt(built, "Cyrus -O2", lambda: (tools.build("cyrus", SOURCES / "pairs.pyx", tools.python), "pairs"))
    if tools.quick:
        return built
    attempt(built, "numba", lambda: (PEERS / "pairs_numba.py", "pairs_numba"))
    attempt(built, "Rust, PyO3", lambda: (rust(tools), "rust_arrays"))
    attempt(built, "NumPy", lambda: (PEERS / "pairs_numpy.py", "pairs_numpy"))
    return built


def rust(tools):
    """The PyO3 peer, built with cargo and given an extension module's name."""
    if not shutil.which("cargo"):
        raise Failed("no cargo")
    folder = tools.cache / "rust"
    status, out = quiet(["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", folder],
                        cwd=PEERS / "rust_arrays", env={**os.environ, "PYO3_PYTHON": tools.python.path})
    if status:
        raise Failed(f"cargo: {out.strip()[:200]}")
    target = folder / f"rust_arrays{tools.python.suffix}"
    shutil.copyfile(folder / "release" / "librust_arrays.so", target)
    return target


def example2(tools, rounds, progress):
    progress("building example 2")
    n, m = (100, 200) if tools.quick else (10_000, 20_000)
    built = peers(tools)
    table = Table("pairs", f"Example 2, {n:,} x {m:,} float64", "nanoseconds a pair", list(built), "Cython -O2",
                  versus=["C -O3, free", "Cyrus -O2", "numba"],
                  note="All variants must give the same total. `C -O3, free` is the plain C with "
                       f"`{' '.join(FREE)}`, which only helps on the machine it was built on.")
    data = PEERS / "pairs_data.py"
    rows = []
    for name, found in built.items():
        if name == "NumPy":
            continue
        module, module_name = found if not isinstance(found, Failed) else (found, "")
        rows.append(("contiguous", name, module, module_name, "m.contiguous(a, b)", "int(m.contiguous(a, b))", data,
                     f"a, b = data.arrays({n}, {m})", n * m / 1e9))
        if name.startswith(("Cython", "Cyrus")):
            rows.append(("strided, unit stride", name, module, module_name, "m.strided(a, b)", "int(m.strided(a, b))",
                         data, f"a, b = data.arrays({n}, {m})", n * m / 1e9))
            rows.append(("strided, with gaps", name, module, module_name, "m.strided(a, b)", "int(m.strided(a, b))",
                         data, f"a, b = data.gaps({n}, {m})", n * m / 1e9))
    for compiler in tools.compilers:
        file, name = {}, f"{compiler} -O2"
        attempt(file, name, lambda: tools.build(compiler.lower(), TALK / "fast_arrays.pyx", tools.python))
        for case, function in (("the talk's file", "do_something"), ("the talk's file, strided", "do_something_strided")):
            rows.append((case, name, file[name], "fast_arrays", f"m.{function}(a, b)", f"int(m.{function}(a, b))", data,
                         f"a, b = data.arrays({n}, {m})", n * m / 1e9))
    return measured(tools, table, rounds, progress, rows, ("contiguous", "C -O2"))


def small(tools, rounds, progress):
    """NumPy's share, on a size where whole-array code is at its best."""
    n, m = 1_000, 2_000
    built = {name: found for name, found in peers(tools).items()
             if name in ("Cython -O2", "Cyrus -O2", "numba", "NumPy", "Rust, PyO3")}
    table = Table("pairs_small", f"Example 2, {n:,} x {m:,} float64, with NumPy", "nanoseconds a pair", list(built),
                  "NumPy", versus=["Cyrus -O2"], note="NumPy works on blocks of 64 rows, which is about four times faster than all pairs at once.")
    rows = []
    for name, found in built.items():
        module, module_name = found if not isinstance(found, Failed) else (found, "")
        rows.append(("contiguous", name, module, module_name, "m.contiguous(a, b)", "int(m.contiguous(a, b))",
                     PEERS / "pairs_data.py", f"a, b = data.arrays({n}, {m})", n * m / 1e9))
    return measured(tools, table, rounds, progress, rows, ("contiguous", "NumPy"))
