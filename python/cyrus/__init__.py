"""Cyrus: a fast compiler for Cython and Python. This package is thin: it finds the `cyrus` program and calls it."""
import sys

from ._program import find_program, run

__all__ = ["__version__", "build_ext", "cythonize", "find_program", "inline", "install", "main", "uninstall"]

# name: where it is
_LATE = {
    "build_ext": "._build_ext",
    "cythonize": "._cythonize",
    "inline": "._inline",
    "install": "._hook",
    "uninstall": "._hook",
    "load_ipython_extension": "._magic",
}


def __getattr__(name):
    if name == "__version__":
        import subprocess

        return run(["--version"], stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main(arguments=None):
    """Run `cyrus` with these arguments (those of this process unless given); its exit status."""
    return run(sys.argv[1:] if arguments is None else list(arguments)).returncode
