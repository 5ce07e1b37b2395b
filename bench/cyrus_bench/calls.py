"""What one call costs from Python: functions, typed views as arguments, extension types. In nanoseconds."""
from .measure import Failed, Table, side_by_side
from .toolbox import BENCH

TITLE = "Calls"
ROUNDS = 9
VARIANTS = ["Cython", "Cyrus"]
ARRAYS = "import numpy as np\nfrom array import array\nx = np.arange(10.0)\ny = np.arange(12.0).reshape(3, 4)\n" \
         "s = x[::2]\nc = array('d', [1, 2, 3])\nv = memoryview(c)\nb = np.ma.masked_array(x)\n"
FUNCTIONS, VIEWS, TYPES = "calls_functions", "calls_views", "calls_types"
POINT = "p = m.Point(1.5, 'a'); q = m.Point(2.5)"
ROWS = [
    ("f()", FUNCTIONS, "nothing()", "nothing = m.nothing"),
    ("f(x)", FUNCTIONS, "one(1)", "one = m.one"),
    ("f(a), two defaults", FUNCTIONS, "defaults(1)", "defaults = m.defaults"),
    ("f(a, c=5)", FUNCTIONS, "defaults(1, c=5)", "defaults = m.defaults"),
    ("f(a=1, b=2, c=5)", FUNCTIONS, "defaults(a=1, b=2, c=5)", "defaults = m.defaults"),
    ("f(int, double)", FUNCTIONS, "f(1, 2.5)", "f = m.c_arguments"),
    ("class: Plain(x)", FUNCTIONS, "Plain(1)", "Plain = m.Plain"),
    ("class: o.method(x)", FUNCTIONS, "o.method(1)", "o = m.Plain(1)"),
    ("double[:], ndarray", VIEWS, "f(x)", ARRAYS + "f = m.view"),
    ("double[:], ndarray with gaps", VIEWS, "f(s)", ARRAYS + "f = m.view"),
    ("double[::1], ndarray", VIEWS, "f(x)", ARRAYS + "f = m.view_contiguous"),
    ("double[:, ::1], ndarray", VIEWS, "f(y)", ARRAYS + "f = m.view_rows"),
    ("double[:], array.array", VIEWS, "f(c)", ARRAYS + "f = m.view"),
    ("double[:], memoryview", VIEWS, "f(v)", ARRAYS + "f = m.view"),
    ("extension type: Point(x)", TYPES, "Point(1.5)", "Point = m.Point"),
    ("extension type: read double", TYPES, "p.x", POINT),
    ("extension type: write double", TYPES, "p.x = 2.5", POINT),
    ("extension type: read object", TYPES, "p.name", POINT),
    ("extension type: property", TYPES, "p.half", POINT),
    ("extension type: method", TYPES, "p.method(1)", POINT),
    ("extension type: cpdef method", TYPES, "p.twice()", POINT),
    ("extension type: p + q", TYPES, "p + q", POINT),
    ("extension type: p[1]", TYPES, "p[1]", POINT),
    ("extension type: 1,000 made and called in C", TYPES, "make(1000)", "make = m.make"),
]


def run(tools, rounds, options, progress):
    table = Table("calls", "One call, attribute or operation", "nanoseconds", VARIANTS, "Cython", mean=True,
                  note="An empty loop is taken off. Arrays have ten elements or so.")
    jobs = []
    for case, name, statement, setup in ROWS:
        if options.only not in case:
            continue
        table.cases[case] = {}
        variants = {}
        for variant in tools.compilers:
            progress(f"building {name} {variant}")
            try:
                module = tools.build(variant.lower(), BENCH / "sources" / f"{name}.pyx", tools.python)
                variants[variant] = module, name, setup
            except Failed as error:
                table.fail(case, variant, error)
        value = "p.x" if " = " in statement else statement
        digest = "None" if "Point(" in statement or "Plain(" in statement else value

        def job(variants=variants, statement=statement, digest=digest):
            return tools.compare(tools.python, variants, {"statement": statement, "digest": digest, "samples": 9,
                                                          "seconds": 0.006, "net": True})
        if variants:
            jobs.append((case, job))
    table.take(side_by_side(rounds, jobs, progress), lambda case: (case, "Cython"), 1e9)
    return [table]
