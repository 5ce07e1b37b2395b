"""`install` and `uninstall`; a `.pyxbld` file beside a source says how it is built, a `.pyxdep` file what else it needs."""
import glob
import os
import sys

from cyrus._hook import Finder
from cyrus._hook import uninstall as _uninstall

__all__ = ["install", "uninstall"]

DEBUG_IMPORT = False


def install(pyximport=True, pyimport=False, build_dir=None, build_in_temp=True, setup_args=None, reload_support=False,
            load_py_module_on_import_failure=False, inplace=False, language_level=None):
    """From now on, `import` also finds `.pyx` files, and `.py` files with `pyimport`; two finders, for `uninstall`.

    build_dir: where modules go; `~/.pyxbld` unless given. inplace: beside their sources. setup_args: as for
    `setuptools.setup`, of which `include_dirs` and `options` count here. load_py_module_on_import_failure: a `.py` file
    that cannot be compiled is run by Python.
    """
    setup_args = dict(setup_args or {})
    options = {"language_level": language_level} if language_level is not None else {}
    folder = os.path.expanduser(build_dir or os.path.join("~", ".pyxbld"))

    def settings(name, source):
        return _settings(name, source, setup_args)

    made = [None, None]
    for at, (wanted, keywords) in enumerate(((pyimport, {"pyx": False, "py": True}), (pyximport, {"pyx": True}))):
        if wanted:
            finder = Finder(destination=folder, options=options, settings=settings,
                            fall_back=load_py_module_on_import_failure, wrap=True, **keywords)
            if inplace:
                finder.build = _beside(finder)
            sys.meta_path.insert(0, finder)
            made[at] = finder
    return tuple(made)


def uninstall(py_importer, pyx_importer):
    """Take the finders of `install` away."""
    for finder in (py_importer, pyx_importer):
        if finder is not None:
            _uninstall(finder)


def _beside(finder):
    build = finder.build

    def beside(name, source, package=False):
        root = os.path.dirname(os.path.abspath(source))
        for _ in range(name.count(".") + package):
            root = os.path.dirname(root)
        finder.destination = root
        return build(name, source, package)

    return beside


def _settings(name, source, setup_args):
    stem = os.path.splitext(source)[0]
    out = {}
    extension, more = _extension(name, source, stem + ".pyxbld")
    arguments = {**setup_args, **more}
    include = arguments.get("include_dirs") or []
    out["include_dirs"] = [include] if isinstance(include, str) else list(include)
    if extension is not None:
        for key in ("include_dirs", "libraries", "library_dirs", "runtime_library_dirs", "extra_objects",
                    "extra_compile_args", "extra_link_args", "undef_macros", "depends"):
            out[key] = out.get(key, []) + list(getattr(extension, key, None) or [])
        out["define_macros"] = [list(pair) for pair in extension.define_macros]
        out["sources"] = [path for path in extension.sources if not path.endswith((".pyx", ".py"))]
        if extension.language:
            out["language"] = {"c": "C", "c++": "Cpp"}[extension.language]
    if os.path.isfile(stem + ".pyxdep"):
        folder = os.path.dirname(source)
        with open(stem + ".pyxdep", encoding="utf-8") as file:
            patterns = [line.strip() for line in file if line.strip()]
        found = [path for pattern in patterns for path in sorted(glob.glob(os.path.join(folder, pattern)))]
        out["depends"] = out.get("depends", []) + found
    return out


def _extension(name, source, file):
    """The Extension that a `.pyxbld` file makes, and its arguments for `setup`."""
    if not os.path.isfile(file):
        return None, {}
    space = {"__name__": "pyxbld", "__file__": file}
    with open(file, encoding="utf-8") as text:
        exec(compile(text.read(), file, "exec"), space)
    extension = space["make_ext"](name, source) if "make_ext" in space else None
    arguments = space["make_setup_args"]() if "make_setup_args" in space else {}
    return extension, arguments
