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
    module["debug"] = _options.debug_folder(values)
    answer = _program.translate([module])[0]
    sys.stderr.write(answer["messages"])
    _program.listing(module["path"], answer, values)
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


# of the options that take a value: the name of what they set
_VALUES = {
    "-o": "output_file", "--output-file": "output_file", "-I": "include_path", "--include-dir": "include_path",
    "-X": "compiler_directives", "--directive": "compiler_directives", "-E": "compile_time_env",
    "--compile-time-env": "compile_time_env", "-w": "working_path", "--working": "working_path",
    "--module-name": "module_name", "--shared": "shared_utility_qualified_name", "--generate-shared": "shared_c_file_path",
    "--annotate-coverage": "annotate_coverage_xml", "--cleanup": None, "--gdb-outdir": "gdb_debug", "--embed-modules": None,
    "-z": None, "--pre-import": None,
}
_FLAGS = {
    "-+": ("cplus", True), "--cplus": ("cplus", True), "-2": ("language_level", 2), "-3": ("language_level", 3),
    "--3str": ("language_level", 3), "-a": ("annotate", "default"), "--annotate": ("annotate", "default"),
    "--annotate-fullc": ("annotate", "fullc"), "-M": ("depfile", True), "--depfile": ("depfile", True),
    "-v": ("verbose", True), "--verbose": ("verbose", True), "-t": ("timestamps", True), "--timestamps": ("timestamps", True),
    "-l": ("use_listing_file", True), "--create-listing": ("use_listing_file", True),
    "--line-directives": ("emit_linenums", True), "--no-c-in-traceback": ("c_line_in_traceback", False),
    "--gdb": ("gdb_debug", True), "--capi-reexport-cincludes": ("capi_reexport_cincludes", True),
}


def parse_command_line(words):
    """The options and the sources of a `cython` command line."""
    options, sources = dict(default_options), []
    words = iter(words)
    for word in words:
        name, equals, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            sources.append(word)
            continue
        if name not in _VALUES and word[:2] in _VALUES and not word.startswith("--"):
            name, equals, value = word[:2], "=", word[2:]
        if name in _VALUES:
            value = value if equals else next(words, "")
            key = _VALUES[name]
            if key == "include_path":
                options[key] = [*options.get(key, []), value]
            elif key in ("compiler_directives", "compile_time_env"):
                pairs = (item.partition("=") for item in value.split(",") if item.strip())
                options[key] = {**options.get(key, {}), **{name.strip(): value.strip() for name, _, value in pairs}}
            elif key:
                options[key] = value
        elif word in _FLAGS:
            key, value = _FLAGS[word]
            options[key] = value
    return CompilationOptions(options), sources
