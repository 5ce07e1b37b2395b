"""Run test files of CPython's library and say how each test ended: FILE_OF_RESULTS TEST...

One JSON object: for each test's id whether it passed. A test whose subtests fail has failed; a file that cannot be
loaded is one failed test of its name.

A compiled module is one in a process, as with Cython; a test that imports a fresh one (without an accelerator, say) gets
that of a copy of the file.
"""
import faulthandler
import importlib
import json
import os
import shutil
import sys
import tempfile
import unittest
from importlib.machinery import ExtensionFileLoader

faulthandler.enable()
out, *names = sys.argv[1:]
sys.argv[1:] = []


place = os.environ.get("PYTHONPATH")
copies = tempfile.TemporaryDirectory()
loaded = {origin for m in list(sys.modules.values()) if (origin := getattr(m, "__file__", None))}
create_module = ExtensionFileLoader.create_module


def create_fresh(self, spec):
    """Loads a copy of a compiled module that was loaded before."""
    origin = spec.origin
    if not place or not origin.startswith(place):
        return create_module(self, spec)
    if origin not in loaded:
        loaded.add(origin)
        return create_module(self, spec)
    folder = tempfile.mkdtemp(dir=copies.name)
    spec.origin = shutil.copy(origin, folder)
    try:
        return create_module(self, spec)
    finally:
        spec.origin = origin


ExtensionFileLoader.create_module = create_fresh


class Result(unittest.TextTestResult):
    """Notes how each test ended, by its id."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ended = {}

    def note(self, test, passed):
        name = test.id()
        self.ended[name] = self.ended.get(name, True) and passed

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, True)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.note(test, True)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, False)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, False)

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, False)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        self.note(test, err is None)


def load(name):
    module = importlib.import_module("test." + name)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def main():
    from test import support

    support.use_resources = []
    ended = {}
    for name in names:
        try:
            suite = load(name)
        except unittest.SkipTest:
            continue
        except BaseException:
            import traceback

            traceback.print_exc()
            ended[name] = False
            continue
        runner = unittest.TextTestRunner(stream=sys.stderr, verbosity=0, resultclass=Result)
        ended.update(runner.run(suite).ended)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(ended, file)


if __name__ == "__main__":
    main()
