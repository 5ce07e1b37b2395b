"""Fourteen programs in plain Python, without a single type: interpreted, and compiled as they are by both compilers."""
from .measure import Failed, Table, side_by_side
from .toolbox import BENCH

TITLE = "Plain Python programs"
ROUNDS = 7
NAMES = ["recursion", "queens", "scheduler", "constraints", "fannkuch", "spectral", "words", "sort_key", "generators",
         "exceptions", "closures", "attributes", "fstrings", "tokenizer"]
VARIANTS = ["CPython", "Cython", "Cyrus"]


def run(tools, rounds, options, progress):
    return [one(tools, python, rounds, options, progress) for python in tools.interpreters(options.python.split(","))]


def one(tools, python, rounds, options, progress):
    table = Table(f"programs_{python.tag}", f"CPython {python.version}", "milliseconds of CPU", VARIANTS, "CPython",
                  mean=True, note="One call of the program's `run()`; C compiled at `-O2`.")
    jobs = []
    for name in NAMES:
        if options.only not in name:
            continue
        table.cases[name] = {}
        source = BENCH / "programs" / f"{name}.py"
        variants = {}
        for variant in ["CPython", *tools.compilers]:
            progress(f"{python.tag} {name} {variant}")
            try:
                module = source if variant == "CPython" else tools.build(variant.lower(), source, python)
                variants[variant] = module, name, "import gc; gc.collect()"
            except Failed as error:
                table.fail(name, variant, error)

        def job(variants=variants):
            return tools.compare(python, variants, {"statement": "m.run()", "digest": "m.run()", "samples": 5,
                                                    "seconds": 0.02})
        if variants:
            jobs.append((name, job))
    table.take(side_by_side(rounds, jobs, progress), lambda name: (name, "CPython"), 1000)
    return table
