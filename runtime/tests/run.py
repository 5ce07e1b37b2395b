#!/usr/bin/env python3
"""Tests of the C runtime: every header compiles alone, and the extension modules in this folder pass their tests.

    run.py [--python PATH]... [--cc COMMAND]... [--all] [NAME...]

By default: the Python that runs this, gcc as C11 and g++ as C++17. --all also takes clang, where it is installed.
Without -Wall -Wextra -Werror nothing here is compiled. NAME picks tests (`number`) or units (`object/number`).
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
INCLUDE = os.path.join(os.path.dirname(HERE), "include")
WARN = ["-Wall", "-Wextra", "-Werror"]
LANGUAGES = {"c": ["-std=c11"], "c++": ["-std=c++17"]}
ASK = "import sysconfig as s, json; print(json.dumps([s.get_path('include'), s.get_config_var('EXT_SUFFIX')]))"


def units():
    root = os.path.join(INCLUDE, "cyrus")
    for folder, dirs, files in os.walk(root):
        dirs.sort()
        for name in sorted(files):
            if name.endswith(".h"):
                yield os.path.relpath(os.path.join(folder, name), root)[:-2].replace(os.sep, "/")


def run(command, **kw):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, **kw)
    return done.returncode, done.stdout


def alone(unit, language, cc, include):
    text = '#include "cyrus/%s.h"\n' % unit
    command = cc + LANGUAGES[language] + WARN + ["-fsyntax-only", "-I" + INCLUDE, "-isystem", include, "-x", language, "-"]
    code, out = run(command, input=text)
    return "" if code == 0 else "%s as %s with %s:\n%s" % (unit, language, cc[0], out)


def program(name, language, cc, python, include, suffix, folder):
    module = "test_" + name
    out = os.path.join(folder, "cyrus_" + name + suffix)
    command = cc + LANGUAGES[language] + WARN + ["-O1", "-fPIC", "-shared", "-I" + INCLUDE, "-isystem", include, "-x", language,
                                                os.path.join(HERE, module + ".c"), "-o", out]
    code, text = run(command)
    if code == 0:
        env = dict(os.environ, PYTHONPATH=folder, PYTHONDONTWRITEBYTECODE="1")
        code, text = run([python, os.path.join(HERE, module + ".py")], env=env)
    return "" if code == 0 else "%s as %s with %s:\n%s" % (name, language, python, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    compilers = [("c", ["gcc"]), ("c++", ["g++"])]
    if options.all and shutil.which("clang"):
        compilers += [("c", ["clang"]), ("c++", ["clang++"])]
    tests = sorted(f[5:-2] for f in os.listdir(HERE) if f.startswith("test_") and f.endswith(".c"))
    wanted = options.names
    failures = []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = []
        for number, python in enumerate(options.python or [sys.executable]):
            include, suffix = json.loads(subprocess.check_output([python, "-c", ASK], universal_newlines=True))
            for language, cc in compilers:
                place = os.path.join(folder, "%d%s%s" % (number, language, cc[0]))
                os.mkdir(place)
                jobs += [pool.submit(alone, u, language, cc, include) for u in units() if not wanted or u in wanted]
                jobs += [pool.submit(program, t, language, cc, python, include, suffix, place) for t in tests if not wanted or t in wanted]
        for job in jobs:
            if job.result():
                failures.append(job.result())
                print(job.result(), flush=True)
    print("%d checks, %d failures" % (len(jobs), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
