"""The compiler as a function: one file, or the command line."""
import os
import sys

from cyrus import _options, _program
from cyrus._cythonize import CompileError

from .Options import CompilationOptions, default_options
from .Version import version as Version

__all__ = ["CompilationOptions", "CompilationResult", "compile", "compile_single", "default_options", "main",
           "parse_command_line", "setuptools_main"]


class CompilationResult:
    """What came of a file: `c_file` (None after errors), `num_errors`."""

    def __init__(self, answer=None):
        ok = bool(answer and answer["ok"])
        self.c_file = answer["output"] if ok else None
        self.num_errors = 0 if ok else 1
        self.main_source_file = answer["path"] if answer else None
        self.extension = self.h_file = self.i_file = self.api_file = self.listing_file = self.object_file = None


def compile_single(source, options=None, full_module_name=None, **keywords):
    """Translate one file."""
    values = dict(vars(options)) if isinstance(options, CompilationOptions) else dict(options or {})
    values.update(keywords)
    module = {"path": os.fspath(source), "force": True, "options": _options.compile_options(values)}
    # without a word about C++ this is C, whatever the file's comments tell build tools
    module["options"].setdefault("language", "C")
    name = full_module_name or values.get("module_name")
    if name:
        module["name"] = name
    if values.get("output_file"):
        module["output"] = os.fspath(values["output_file"])
    module["annotate"] = bool(values.get("annotate"))
    module["depfile"] = bool(values.get("depfile"))
    answer = _program.translate([module])[0]
    sys.stderr.write(answer["messages"])
    return CompilationResult(answer)


def compile(source, options=None, full_module_name=None, **keywords):
    """Translate one file, or several: a dictionary of results by path then."""
    if isinstance(source, (str, os.PathLike)):
        return compile_single(source, options, full_module_name, **keywords)
    return {os.fspath(path): compile_single(path, options, **keywords) for path in source}


def main(command_line=0):
    """The command `cython` with the words of this process; it ends the process with status 1 after errors."""
    status = _program.run(["cython", *sys.argv[1:]]).returncode
    if status or not command_line:
        sys.exit(status)


def setuptools_main():
    """The same for an entry point."""
    return main(command_line=1)


def parse_command_line(words):
    """The options and the sources of a `cython` command line, as far as the words can tell."""
    sources = [word for word in words if not word.startswith("-")]
    return CompilationOptions(default_options), sources
