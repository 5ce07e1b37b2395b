"""Cyrus: a fast compiler for Cython and Python. This package is thin: it finds the `cyrus` program and calls it."""
import os
import subprocess
import sys
import sysconfig

__all__ = ["__version__", "find_program", "main"]


def __getattr__(name):
    if name == "__version__":
        from importlib.metadata import version

        return version("cyrus")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def find_program():
    """The path of the `cyrus` program that was installed with this package.

    Raises FileNotFoundError where there is none.
    """
    name = "cyrus" + (sysconfig.get_config_var("EXE") or "")
    user = sysconfig.get_preferred_scheme("user") if sys.version_info >= (3, 10) else f"{os.name}_user"
    package = os.path.dirname(os.path.abspath(__file__))
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user),
        # `pip install --target FOLDER` puts programs beside packages
        os.path.join(os.path.dirname(package), "bin"),
    ]
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    raise FileNotFoundError(f"there is no program {name!r} in any of {folders}")


def main(arguments=None):
    """Run `cyrus` with these arguments (those of this process unless given); its exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    # modules are built for the interpreter that asks
    environment = dict(os.environ)
    environment.setdefault("CYRUS_PYTHON", sys.executable)
    return subprocess.run([find_program(), *words], env=environment).returncode
