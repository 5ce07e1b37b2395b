"""A plugin for coverage.py, as `plugins = Cython.Coverage` names it.

It answers for `.pyx`, `.pxi` and `.pxd` files: which of their lines have code is read from the C file beside the source
(or in one of its `# distutils`-like build folders), where each piece says which line it comes from.
"""
import os
import re

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

__all__ = ["Plugin", "coverage_init"]

_SUFFIXES = (".pyx", ".pxi", ".pxd")
_MARK = re.compile(r'^\s*(?:/\*|//)\s*"([^"]+)":(\d+)', re.MULTILINE)


class Plugin(CoveragePlugin):
    def file_tracer(self, filename):
        if filename.endswith(_SUFFIXES):
            path = _find(filename)
            if path is not None:
                return _Tracer(path)
        return None

    def file_reporter(self, filename):
        return _Reporter(filename)

    def find_executable_files(self, src_dir):
        for folder, _, names in os.walk(src_dir):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(".pyx") and _lines(path):
                    yield path


class _Tracer(FileTracer):
    def __init__(self, path):
        self.path = path

    def source_filename(self):
        return self.path


class _Reporter(FileReporter):
    def lines(self):
        return _lines(self.filename)

    def source(self):
        with open(self.filename, encoding="utf-8", errors="replace") as file:
            return file.read()


def _find(name):
    """Where a file is that a frame names: below a folder of `sys.path`, or here."""
    import sys

    for folder in ["", *sys.path]:
        path = os.path.abspath(os.path.join(folder, name))
        if os.path.isfile(path):
            return path
    return None


def _lines(path):
    """The lines of a source that have code."""
    stem = os.path.splitext(path)[0]
    found = set()
    for suffix in (".c", ".cpp"):
        try:
            with open(stem + suffix, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            continue
        found.update(int(line) for name, line in _MARK.findall(text) if path.endswith(name))
    return found


def coverage_init(reg, options):
    reg.add_file_tracer(Plugin())
