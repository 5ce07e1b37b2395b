"""How much C comes out, what the C compiler needs for it, and how large the extension module is.

Each module that could be built is also imported and called, so that small C that does not work does not count.
"""
from .measure import Failed, Table, interleave
from .modules import TEN, THOUSAND, VIEWS, module_files
from .toolbox import quiet

TITLE = "C produced"
ROUNDS = 5
COMPILERS = ["Cython", "Cyrus"]
CHECKS = {
    TEN: ("", "m.mean([1, 2, 3.5]), m.scaled([1, 2], offset=1)"),
    VIEWS: ("from array import array\nimport numpy as np\nx = array('d', [1, 2, 4.5])\ny = array('d', [1, 1, 1])\nm.add_to(x, y)",
            "m.total(x), list(y), m.largest(np.arange(6.0).reshape(2, 3))"),
    THOUSAND: ("", "m.run()"),
}


def run(tools, rounds, options, progress):
    size = Table("bytes", "Size of the C", "bytes", COMPILERS, "Cython", digits=4)
    lines = Table("lines", "Lines of C", "lines", COMPILERS, "Cython", digits=4)
    extension = Table("so", "Size of the stripped extension module", "bytes", COMPILERS, "Cython",
                      note="At `-O2`, after `strip`.", digits=4)
    times = {level: Table(f"cc{level}", f"C compiler at `{level}`", "milliseconds of CPU", COMPILERS, "Cython",
                          note="Compiling to an object, without linking.") for level in ("-O2", "-O0")}
    jobs = []
    tables = [size, lines, extension, *times.values()]
    for case, source in module_files(tools):
        if options.only not in case:
            continue
        for compiler in COMPILERS:
            progress(f"{case} {compiler}")
            try:
                c_file = tools.translate(compiler.lower(), source)
                text = c_file.read_bytes()
                size.add(case, compiler, len(text))
                lines.add(case, compiler, text.count(b"\n"))
                built = tools.compile(c_file, source.stem, tools.python)
                extension.add(case, compiler, stripped_size(tools, built))
                checked(tools, case, compiler, source, built, extension)
            except Failed as error:
                extension.fail(case, compiler, error)
                if not size.get(case, compiler):
                    for table in tables:
                        table.fail(case, compiler, error)
                    continue
            for level in times:
                jobs.append(((level, case, compiler), job(tools, c_file, level)))
    for (level, case, compiler), samples in interleave(rounds, jobs, progress).items():
        if isinstance(samples, Failed):
            times[level].fail(case, compiler, samples)
        else:
            for sample in samples:
                times[level].add(case, compiler, sample["cpu"] * 1000)
    return tables


def job(tools, c_file, level):
    target = tools.work / "size.o"
    return lambda: tools.launch(tools.c_command(c_file, target, tools.python, level))


def stripped_size(tools, built):
    copy = tools.work / "stripped.so"
    status, out = quiet(["strip", "-o", copy, built])
    if status:
        raise Failed(f"strip: {out.strip()}")
    return copy.stat().st_size


def checked(tools, case, compiler, source, built, table):
    """Compares what the module returns with what the uncompiled source (or, for views, Cython's build) returns."""
    setup, expression = CHECKS[case]
    reference = source if source.suffix == ".py" else tools.build("cython", source, tools.python)
    wanted = answer(tools, source.stem, reference, setup, expression)
    got = answer(tools, source.stem, built, setup, expression)
    if got != wanted:
        table.fail(case, compiler, f"wrong result: {got} instead of {wanted}")


def answer(tools, name, path, setup, expression):
    return tools.time(tools.python, path, name, "pass", expression, setup=setup, samples=1, seconds=0.0001)["digest"]
