"""A plugin for coverage.py, as `plugins = Cython.Coverage` names it.

It answers for sources that were compiled with the directive `linetrace` (and for the C compiler with CYTHON_TRACE=1): `.pyx`,
`.pxi` and `.pxd` files, and `.py` files that have a C file. Which of their lines have code stands in the C files, each beside
its source or in a build folder below the current one.
"""
import os
import re
import sys

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

__all__ = ["Plugin", "coverage_init"]

_CYTHON = (".pyx", ".pxi", ".pxd")
_LINES = re.compile(r"/\* lines of (.+?): ([0-9 ]+) \*/")


class Plugin(CoveragePlugin):
    def __init__(self):
        self._known = {}      # by C file: its time, and the lines with code by source
        self._paths = {}      # by name in a frame: the source, or None
        self._excluded = []
        self._all = None      # the C files below the current folder

    def configure(self, config):
        """Remember which lines the user wants to be left out."""
        self._excluded = [re.compile(pattern) for pattern in config.get_option("report:exclude_lines") or []]

    def file_tracer(self, filename):
        if not filename.endswith((*_CYTHON, ".py")):
            return None
        if filename not in self._paths:
            path = _find(filename)
            # what the interpreter itself runs is not ours
            known = path is not None and (filename.endswith(_CYTHON) or self.lines(path))
            self._paths[filename] = path if known else None
        path = self._paths[filename]
        return _Tracer(path) if path is not None else None

    def file_reporter(self, filename):
        path = os.path.abspath(filename)
        return _Reporter(path, *self._split(path))

    def find_executable_files(self, src_dir):
        for folder, _, names in os.walk(src_dir):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(".pyx") and self.lines(path):
                    yield path

    def lines(self, path):
        """The lines of a source that have code."""
        path = os.path.abspath(path)
        stem = os.path.splitext(path)[0]
        beside = [stem + suffix for suffix in (".c", ".cpp") if os.path.isfile(stem + suffix)]
        if beside and not path.endswith((".pxi", ".pxd")):
            return self._of(beside, path)
        # an included file, or C files in a folder of their own: any module may have it
        return self._of([*beside, *self._c_files()], path)

    def _of(self, c_files, path):
        found = set()
        for c_file in c_files:
            for name, lines in self._marks(c_file).items():
                if path == name or path.endswith(os.sep + name):
                    found |= lines
        return found

    def _marks(self, c_file):
        try:
            time = os.stat(c_file).st_mtime_ns
            if self._known.get(c_file, (None,))[0] != time:
                with open(c_file, encoding="utf-8", errors="replace") as file:
                    text = file.read()
                marks = {}
                for name, lines in _LINES.findall(text):
                    marks.setdefault(os.path.normpath(name), set()).update(map(int, lines.split()))
                self._known[c_file] = time, marks
            return self._known[c_file][1]
        except OSError:
            return {}

    def _c_files(self):
        if self._all is None:
            self._all = []
            for folder, folders, names in os.walk(os.getcwd()):
                folders[:] = [name for name in folders if not name.startswith(".")]
                self._all += [os.path.join(folder, name) for name in names if name.endswith((".c", ".cpp"))]
        return self._all

    def _split(self, path):
        """The lines with code, and those of them that the user wants to be left out."""
        lines, excluded = self.lines(path), set()
        if self._excluded:
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    text = file.read().splitlines()
            except OSError:
                text = []
            for number, line in enumerate(text, 1):
                if number in lines and any(pattern.search(line) for pattern in self._excluded):
                    excluded.add(number)
        return lines - excluded, excluded


class _Tracer(FileTracer):
    def __init__(self, path):
        self.path = path

    def source_filename(self):
        return self.path


class _Reporter(FileReporter):
    def __init__(self, path, lines, excluded):
        super().__init__(path)
        self._lines = lines
        self._excluded = excluded

    def lines(self):
        return self._lines

    def excluded_lines(self):
        return self._excluded

    def source(self):
        with open(self.filename, encoding="utf-8", errors="replace") as file:
            return file.read()


def _find(name):
    """Where a file is that a frame names: here, or below a folder of `sys.path`."""
    if os.path.isfile(name):
        return os.path.abspath(name)
    name = os.path.relpath(name) if os.path.isabs(name) else name
    for folder in sys.path:
        path = os.path.abspath(os.path.join(folder, name))
        if os.path.isfile(path):
            return path
    return None


def coverage_init(reg, options):
    plugin = Plugin()
    reg.add_configurer(plugin)
    reg.add_file_tracer(plugin)
