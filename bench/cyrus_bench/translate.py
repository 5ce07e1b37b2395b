"""How long a whole `cyrus cython FILE` takes against Cython's `cython FILE`, and how much memory."""
import shutil

from .measure import Failed, Table, interleave
from .modules import module_files

TITLE = "Translating to C"
ROUNDS = 11
COMPILERS = ["Cython", "Cyrus"]


def run(tools, rounds, options, progress):
    cpu = Table("cpu", "CPU time of the whole process", "milliseconds", COMPILERS, "Cython",
                note="User and system time, start of the process to its end.")
    wall = Table("wall", "Wall time of the whole process", "milliseconds", COMPILERS, "Cython",
                 note="Depends on what else the machine does.")
    memory = Table("memory", "Peak memory", "megabytes", COMPILERS, "Cython", note="The largest resident size.")
    folder = tools.work / "translate"
    folder.mkdir(exist_ok=True)
    jobs = []
    for case, source in module_files(tools):
        if options.only in case:
            copy = folder / source.name
            shutil.copyfile(source, copy)
            for compiler in COMPILERS:
                jobs.append(((case, compiler), job(tools, compiler.lower(), copy, folder)))
    for (case, compiler), samples in interleave(rounds, jobs, progress).items():
        for table in (cpu, wall, memory):
            if isinstance(samples, Failed):
                table.fail(case, compiler, samples)
            else:
                for sample in samples:
                    table.add(case, compiler, sample[table.name] * (1 if table is memory else 1000))
    return [cpu, wall, memory]


def job(tools, compiler, source, folder):
    def measured():
        target = folder / f"{source.stem}-{compiler}.c"
        target.unlink(missing_ok=True)
        took = tools.launch(tools.translator(compiler, source.name, target.name, source.stem), cwd=folder)
        if not target.is_file():
            raise Failed("wrote no C")
        return took
    return measured
