"""Compile modules when they are imported."""
import importlib.machinery
import importlib.util
import os
import sys
import sysconfig
from contextlib import contextmanager
from hashlib import sha256

from . import _options, _program

__all__ = ["Finder", "install", "uninstall"]


def install(pure_python=False, destination=None, **options):
    """From now on, `import name` also finds `name.pyx`, and compiles it when it has changed.

    pure_python: compile `.py` modules, too (those of the standard library and of installed packages excepted).
    destination: a folder for the compiled modules; else one in the user's cache.
    options: as for `cythonize`: `compiler_directives`, `language_level`, `annotate`, ...

    The finder, for `uninstall`.
    """
    finder = Finder(pyx=True, py=pure_python, destination=destination, options=options)
    if pure_python:
        # in front of Python's own, which would take the sources
        sys.meta_path.insert(0, finder)
    else:
        sys.meta_path.append(finder)
    return finder


def uninstall(finder=None):
    """Take a finder of `install` away again; all of them unless one is given."""
    sys.meta_path[:] = [other for other in sys.meta_path
                        if not (other is finder or finder is None and isinstance(other, Finder))]


def cache_folder():
    """Where modules go when nobody says."""
    own = os.environ.get("CYRUS_CACHE_DIR")
    if own is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        own = os.path.join(home, "cyrus")
    return os.path.join(own, "import")


class Finder:
    """An entry of `sys.meta_path` for sources of extension modules."""

    def __init__(self, pyx=True, py=False, destination=None, options=None, settings=None, fall_back=False, wrap=False):
        self.suffixes = [".pyx"] * pyx + [".py"] * py
        self.destination = destination
        self.options = dict(options or {})
        self.settings = settings or (lambda name, path: {})
        self.fall_back = fall_back
        self.wrap = wrap
        self.busy = set()

    def find_spec(self, name, path=None, target=None):
        if name in self.busy:
            return None
        last = name.rpartition(".")[2]
        for folder in sys.path if path is None else path:
            folder = folder or os.getcwd()
            if not isinstance(folder, str) or not os.path.isdir(folder):
                continue
            for suffix in self.suffixes:
                for source, package in ((os.path.join(folder, last + suffix), False),
                                        (os.path.join(folder, last, "__init__" + suffix), True)):
                    if os.path.isfile(source) and not (suffix == ".py" and _is_foreign(source)):
                        return self.spec(name, source, package)
        return None

    def spec(self, name, source, package):
        """A module's spec; what is wrong with its source is an ImportError."""
        self.busy.add(name)
        try:
            output = self.build(name, source, package)
        except ImportError:
            if self.fall_back and source.endswith(".py"):
                return None
            raise
        finally:
            self.busy.discard(name)
        loader = _Loader(name, output, source, self.wrap)
        where = [os.path.dirname(source)] if package else None
        return importlib.util.spec_from_file_location(name, output, loader=loader, submodule_search_locations=where)

    def build(self, name, source, package=False):
        """Compile a module; its path."""
        source = os.path.abspath(source)
        root = os.path.dirname(source)
        destination = self.destination
        if destination is None:
            key = sha256(f"{sysconfig.get_config_var('SOABI')} {root}".encode()).hexdigest()[:16]
            destination = os.path.join(cache_folder(), key)
        module = {"path": source, "name": name}
        options = _options.compile_options(self.options)
        annotate = bool(self.options.get("annotate"))
        answer = _program.make([module], destination=destination, options=options, annotate=annotate,
                               settings=self.settings(name, source))[0]
        if not answer["ok"]:
            raise ImportError(f"`{source}` could not be compiled:\n{answer['messages']}", name=name, path=source)
        return answer["output"]


class Project:
    """An entry of `sys.meta_path` for a project that is installed as editable: its modules are compiled when they change.

    folder: where its pyproject.toml is. root: where its packages are. modules: those it had when it was installed; a
    `.pyx` file that came later is found, too.
    """

    def __init__(self, folder, root, modules):
        self.folder = folder
        self.root = root
        self.modules = dict(modules)
        self.packages = {name.partition(".")[0] for name in self.modules}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in self.packages:
            return None
        source = self.source(name)
        if source is None:
            return None
        package = os.path.splitext(os.path.basename(source))[0] == "__init__"
        key = sha256(f"{sysconfig.get_config_var('SOABI')} {self.root}".encode()).hexdigest()[:16]
        answer = _program.make([{"path": source, "name": name}], destination=os.path.join(cache_folder(), key),
                               project=self.folder)[0]
        if not answer["ok"]:
            raise ImportError(f"`{source}` could not be compiled:\n{answer['messages']}", name=name, path=source)
        loader = _Loader(name, answer["output"], source, False)
        where = [os.path.dirname(source)] if package else None
        return importlib.util.spec_from_file_location(name, answer["output"], loader=loader,
                                                      submodule_search_locations=where)

    def source(self, name):
        """The source of a module that is to be compiled."""
        stem = os.path.join(self.root, *name.split("."))
        known = self.modules.get(name)
        for path in ([os.path.join(self.root, known)] if known else []) + [stem + ".pyx", os.path.join(stem, "__init__.pyx")]:
            if os.path.isfile(path):
                return path
        return None


class _Loader(importlib.machinery.ExtensionFileLoader):
    """Loads an extension; with `wrap`, whatever its own code raises is an ImportError."""

    def __init__(self, name, path, source, wrap):
        super().__init__(name, path)
        self.source = source
        self.wrap = wrap

    def create_module(self, spec):
        with self.errors():
            return super().create_module(spec)

    def exec_module(self, module):
        with self.errors():
            super().exec_module(module)

    @contextmanager
    def errors(self):
        try:
            yield
        except ImportError:
            raise
        except Exception as error:
            if self.wrap:
                raise ImportError(f"`{self.source}` failed: {error!r}", name=self.name, path=self.source) from error
            raise

    def get_source(self, name):
        try:
            with open(self.source, encoding="utf-8") as file:
                return file.read()
        except (OSError, UnicodeError):
            return None


_PATHS = sysconfig.get_paths()
_FOREIGN = tuple(os.path.join(os.path.abspath(_PATHS[key]), "") for key in ("stdlib", "platstdlib", "purelib", "platlib"))


def _is_foreign(source):
    """Whether a source belongs to Python or to an installed package."""
    return os.path.abspath(source).startswith(_FOREIGN)
