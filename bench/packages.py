#!/usr/bin/env python3
"""How long real packages take to build, with Cython and with Cyrus in its place, and how large their extensions become.

  packages.py [--rounds N] [NAME ...]     writes bench/PACKAGES.md and bench/results/packages.json
  packages.py --quick NAME                one round of a package; nothing is written

Each round builds each package with both compilers, first one, then the other, from a fresh copy of its source
distribution, by `pip wheel` in an environment that has what the build needs. What is compared are medians:

  whole build    the `pip wheel` command, with pip, setuptools and the interpreter: CPU and wall time
  translation    one `cython` command with all of the package's .pyx files: CPU time
  C compiler     every call of the C compiler and linker within the build: CPU time
  extensions     bytes of the extension modules in the wheel

C flags are those of the package and of the interpreter. Ready-made C files are deleted first.
"""
import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CYTHON = "3.3.1"
BASE = ["setuptools>=78.1.1,<81", "wheel"]
# version, what its build needs, variables, a command before the build; those of C++ are in CPLUS
PACKAGES = {
    "pykdtree": ("1.4.3", ["numpy"], {"USE_OMP": "gomp"}, None),
    "frozenlist": ("1.8.0", ["expandvars"], {}, None),
    "msgpack": ("1.2.4", [], {}, ["cython", "msgpack/_cmsgpack.pyx"]),
    "cytoolz": ("1.2.0", ["toolz", "setuptools-git-versioning"], {}, None),
    "python-geotiepoints": ("1.9.0", ["numpy", "versioneer[toml]"], {}, None),
    "pyresample": ("1.35.0", ["numpy", "versioneer[toml]"], {}, None),
}
CPLUS = {"pyresample"}
COMPILERS = ("Cython", "Cyrus")


class Failed(Exception):
    pass


def run(command, log, **options):
    with open(log, "a") as out:
        out.write(f"\n$ {' '.join(map(str, command))}\n")
        out.flush()
        done = subprocess.run([str(word) for word in command], stdout=out, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, **options)
    if done.returncode:
        raise Failed(f"`{' '.join(map(str, command[:6]))}` ended with status {done.returncode}, see {log}")


def measured(command, log, **options):
    """CPU seconds and wall seconds of a command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run(command, log, **options)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.cache = arguments.cache
        self.work = self.cache / "work"
        self.work.mkdir(parents=True, exist_ok=True)
        self.log = self.cache / "log"
        self.log.write_text("")
        self.dropin = self.cache / "dropin"
        shutil.rmtree(self.dropin, ignore_errors=True)
        run([arguments.cyrus, "dropin", self.dropin], self.log)
        self.wrappers = self.cache / "wrappers"
        self.wrappers.mkdir(exist_ok=True)
        launch = self.wrappers / "launch"
        run([arguments.cc, "-O1", "-o", launch, HERE / "cyrus_bench" / "launch.c"], self.log)
        self.calls = self.cache / "calls"
        for name, compiler in (("cc", arguments.cc), ("cxx", arguments.cxx)):
            script = self.wrappers / name
            script.write_text(f'#!/bin/sh\nexec {launch} {self.calls}/$$ {compiler} "$@"\n')
            script.chmod(0o755)

    def environment(self, name, compiler):
        """A Python with what the build of a package needs, and with Cython or without."""
        version, needs, _, _ = PACKAGES[name]
        packages = BASE + needs + ([f"cython=={CYTHON}"] if compiler == "Cython" else [])
        folder = self.cache / "environments" / f"{name}-{compiler}"
        stamp = folder / "packages"
        wanted = "\n".join(packages)
        if not stamp.is_file() or stamp.read_text() != wanted:
            run([self.arguments.python, "-m", "venv", "--clear", folder], self.log)
            run([folder / "bin" / "python", "-m", "pip", "install", "-q", *packages], self.log)
            stamp.write_text(wanted)
        return folder / "bin"

    def source(self, name, python):
        """A package's source distribution."""
        version = PACKAGES[name][0]
        folder = self.cache / "sdists" / f"{name}-{version}"
        if not folder.exists():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            run([python, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "--no-build-isolation",
                 f"{name}=={version}", "-d", part], self.log)
            part.rename(folder)
        return next(folder.glob("*.tar.gz"))

    def build(self, name, compiler):
        """One build: a dictionary of its numbers."""
        _, _, variables, before = PACKAGES[name]
        bin_folder = self.environment(name, compiler)
        archive = self.source(name, bin_folder / "python")
        room = self.work / f"{name}-{compiler}"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(parents=True)
        with tarfile.open(archive) as tar:
            tar.extractall(room)
        source = next(path for path in room.iterdir() if path.is_dir())
        for path in source.rglob("*"):
            if path.suffix in (".c", ".cpp", ".cxx") and b"Generated by Cython" in path.read_bytes()[:400]:
                path.unlink()
        environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "CFLAGS")}
        path = [str(bin_folder), environment["PATH"]]
        if compiler == "Cyrus":
            path.insert(0, str(self.dropin))
            environment["PYTHONPATH"] = str(self.dropin)
        environment.update(variables, PATH=os.pathsep.join(path), CC=str(self.wrappers / "cc"),
                           CXX=str(self.wrappers / "cxx"))
        options = {"cwd": source, "env": environment}
        sources = sorted(path.relative_to(source) for path in source.rglob("*.pyx") if "tests" not in path.parts)
        # msgpack's other .pyx files are included by the one that is a module
        sources = [Path(before[1])] if before else sources
        flags = ["-3"] + ["--cplus"] * (name in CPLUS)
        translation, _ = measured(["cython", *flags, *sources], self.log, **options)
        for path in sources:
            for suffix in (".c", ".cpp"):
                (source / path).with_suffix(suffix).unlink(missing_ok=True)
        shutil.rmtree(self.calls, ignore_errors=True)
        self.calls.mkdir()
        cpu = wall = 0.0
        steps = [before] if before else []
        steps.append([bin_folder / "python", "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w",
                      room / "wheel", "."])
        for step in steps:
            more_cpu, more_wall = measured(step, self.log, **options)
            cpu, wall = cpu + more_cpu, wall + more_wall
        calls = [[float(word) for word in path.read_text().split()] for path in self.calls.iterdir()]
        with zipfile.ZipFile(next((room / "wheel").glob("*.whl"))) as wheel:
            rows = [row for row in wheel.infolist() if row.filename.endswith((".so", ".pyd"))]
        if not rows:
            raise Failed(f"{name}: no extension module in the wheel")
        return {"cpu": cpu, "wall": wall, "translation": translation, "compiler": sum(row[1] + row[2] for row in calls),
                "calls": len(calls), "size": sum(row.file_size for row in rows), "extensions": len(rows)}


def table(results):
    """The page's tables."""
    def median(name, compiler, key):
        return statistics.median(row[key] for row in results[name][compiler])

    out = []
    columns = [("translation", "Translation, CPU seconds", lambda n, c: median(n, c, "translation")),
               ("compiler", "C compiler, CPU seconds", lambda n, c: median(n, c, "compiler")),
               ("both", "Translation and C compiler, CPU seconds",
                lambda n, c: statistics.median(r["translation"] + r["compiler"] for r in results[n][c])),
               ("cpu", "Whole build, CPU seconds", lambda n, c: median(n, c, "cpu")),
               ("wall", "Whole build, wall seconds", lambda n, c: median(n, c, "wall")),
               ("size", "Extension modules, kilobytes", lambda n, c: median(n, c, "size") / 1000)]
    for _, title, value in columns:
        out += [f"## {title}", "", "| package | Cython | Cyrus | Cyrus / Cython |", "|---|---:|---:|---:|"]
        for name in results:
            first, second = (value(name, compiler) for compiler in COMPILERS)
            digits = 0 if first >= 100 else 2
            out.append(f"| {name} | {first:,.{digits}f} | {second:,.{digits}f} | {second / first:.2f} |")
        out.append("")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("names", nargs="*")
    add("--rounds", type=int, default=3)
    add("--quick", action="store_true", help="one round; nothing is written")
    add("--cyrus", type=Path, default=HERE.parent / "target" / "release" / "cyrus")
    add("--python", default=sys.executable)
    add("--cc", default="gcc")
    add("--cxx", default="g++")
    add("--cache", type=Path, default=Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cyrus-packages")
    arguments = parser.parse_args()
    names = arguments.names or list(PACKAGES)
    bench = Bench(arguments)
    results, failed = {}, []
    for round_ in range(1 if arguments.quick else arguments.rounds):
        for name in names:
            for compiler in COMPILERS if round_ % 2 == 0 else COMPILERS[::-1]:
                try:
                    row = bench.build(name, compiler)
                except Failed as error:
                    failed.append(f"{name} with {compiler}: {error}")
                    continue
                results.setdefault(name, {}).setdefault(compiler, []).append(row)
                print(f"{name} {compiler}: " + ", ".join(f"{key} {value:.2f}" for key, value in row.items()), flush=True)
    whole = {name: rows for name, rows in results.items() if len(rows) == len(COMPILERS)}
    text = table(whole)
    if arguments.quick or arguments.names:
        print(text)
    else:
        say = lambda *words: subprocess.run(words, capture_output=True, text=True).stdout.splitlines()[0]
        head = (f"# Builds of real packages\n\nWritten by `bench/packages.py`; its head says what each number is. "
                f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; {say(arguments.cc, '--version')}; "
                f"Python {platform.python_version()}; Cython {CYTHON}; {say(arguments.cyrus, '--version')}; "
                f"{arguments.rounds} rounds. A ratio below 1 is better.\n\n")
        (HERE / "PACKAGES.md").write_text(head + text)
        (HERE / "results" / "packages.json").write_text(json.dumps(results, indent=1) + "\n")
    for line in failed:
        print(line, file=sys.stderr)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
