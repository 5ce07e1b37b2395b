"""`%%cyrus` and `%%cython` in notebooks: a cell is a module, and its names are the notebook's."""
import argparse
import os
import shlex
import sys
import time
from hashlib import sha256

from . import _inline

__all__ = ["load_ipython_extension"]


def load_ipython_extension(shell):
    """`%load_ext cyrus`."""
    def cell(line, text):
        return run_cell(shell, line, text)

    def inline_cell(line, text):
        return _inline.inline(text, locals=shell.user_ns, globals=shell.user_global_ns)

    def import_cell(line, text):
        return import_file(shell, line, text)

    for name in ("cyrus", "cython"):
        shell.register_magic_function(cell, "cell", name)
        shell.register_magic_function(inline_cell, "cell", name + "_inline")
        shell.register_magic_function(import_cell, "cell", name + "_pyximport")


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # a wrong word is the cell's mistake; it must not end the session
        try:
            from IPython.core.error import UsageError
        except ImportError:
            UsageError = ValueError
        raise UsageError(f"{self.prog}: {message}")


def _parser():
    parser = _Parser(prog="%%cyrus", add_help=False)
    add = parser.add_argument
    add("-a", "--annotate", action="store_true", help="show what each line costs")
    add("--annotate-fullc", dest="annotate", action="store_true")
    add("-+", "--cplus", action="store_true", help="C++ instead of C")
    add("-3", dest="level", action="store_const", const=3)
    add("-2", dest="level", action="store_const", const=2)
    add("-f", "--force", action="store_true", help="compile also what has not changed")
    add("-c", "--compile-args", action="append", default=[], help="a flag for the C compiler")
    add("--link-args", action="append", default=[], help="a flag for the linker")
    add("-l", "--lib", action="append", default=[], help="a library")
    add("-n", "--name", help="the module's name")
    add("-L", dest="library_dirs", action="append", default=[], metavar="DIR")
    add("-I", "--include", action="append", default=[], metavar="DIR")
    add("-S", "--src", action="append", default=[], metavar="FILE")
    add("-X", "--directive", action="append", default=[], metavar="NAME=VALUE")
    add("--pgo", action="store_true")
    add("-t", "--time", action="store_true", help="say how long compiling took")
    add("--verbose", action="store_true")
    return parser


def import_file(shell, line, text):
    """Write a cell into a `.pyx` file of the current folder, load it, and put its names into the notebook."""
    from . import _hook

    name = line.strip()
    if not name.isidentifier():
        _parser().error(f"give the module's name, not {name!r}")
    path = name + ".pyx"
    if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    try:
        module, _ = _inline.load_file(name, path, os.path.join(_hook.cache_folder(), "cells"))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return
    sys.modules[name] = module
    _push(shell, module)


def _push(shell, module):
    """Put a module's public names into the notebook."""
    names = getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]
    shell.push({key: getattr(module, key) for key in names})


def run_cell(shell, line, text):
    """Compile a cell and put its names into the notebook; the report if one was asked for."""
    words = _parser().parse_args(shlex.split(line))
    text = text if text.endswith("\n") else text + "\n"
    key = sha256(repr((line, text, sys.version_info)).encode()).hexdigest()[:24]
    name = words.name or f"_cyrus_magic_{key}"
    settings = {"extra_compile_args": words.compile_args, "extra_link_args": words.link_args, "libraries": words.lib,
                "library_dirs": words.library_dirs, "include_dirs": words.include, "sources": words.src}
    settings = {key: value for key, value in settings.items() if value}
    settings["include_dirs"] = settings.get("include_dirs", []) + [os.getcwd()]
    options = {"language_level": words.level, "include_path": [*words.include, os.getcwd()],
               "compiler_directives": dict(item.split("=", 1) for item in words.directive)}
    started = time.perf_counter()
    try:
        module, answer = _inline.load_with_answer(name, text, force=words.force, options=options, settings=settings,
                                                  annotate=words.annotate, language="c++" if words.cplus else None)
    except RuntimeError as error:
        # what the compiler says is all there is to say; a Python traceback would hide it
        print(error, file=sys.stderr)
        return None
    if words.verbose or words.time:
        what = "unchanged" if answer["fresh"] else "compiled"
        print(f"{what} in {time.perf_counter() - started:.2f} s")
    sys.modules[name] = module
    _push(shell, module)
    if words.annotate and answer["report"]:
        from IPython.display import HTML

        with open(answer["report"], encoding="utf-8") as file:
            return HTML(file.read())
    return None
