"""`cythonize`: from sources, patterns and Extension objects to Extension objects of C files."""
import copy
import glob
import os
import re
import shutil
import sys

from . import _options, _program

# lists that a source's `# distutils:` comments add to an Extension
_LISTS = ("define_macros", "undef_macros", "libraries", "library_dirs", "runtime_library_dirs", "include_dirs",
          "extra_objects", "extra_compile_args", "extra_link_args", "export_symbols", "depends")
_SUFFIXES = (".py", ".pyx", ".pyw")


class CompileError(Exception):
    """A source has an error; it has been shown."""


def cythonize(module_list, exclude=None, nthreads=0, aliases=None, quiet=False, force=None, language=None,
              exclude_failures=False, show_all_warnings=False, **options):
    """Translate modules to C or C++; a list of Extension objects for setuptools.

    module_list is a path or a glob pattern (`**` goes through folders), an Extension whose sources may hold such, or a
    list of these. The comments `# distutils: key = value` of a source and of the `.pxd` files it reads are added to its
    Extension. Modules are translated in parallel; a C file that would not change keeps its time, so that the C compiler
    runs only where something changed.

    Raises CompileError after all modules if one of them has errors, unless `exclude_failures`: then it is left out.
    """
    _options.check_names(options)
    if options.get("common_utility_include_dir"):
        os.makedirs(options["common_utility_include_dir"], exist_ok=True)
    force = bool(force) or os.environ.get("CYTHON_FORCE_REGEN") == "1"
    modules = list(_modules(module_list, exclude or [], language))
    _make_shared(modules, options)
    jobs = [module for module in modules if module.path is not None]
    requests = [module.request(options, force) for module in jobs]
    answers = _program.translate(requests, max(0, nthreads or 0)) if requests else []
    failed = []
    for number, (module, answer) in enumerate(zip(jobs, answers), 1):
        if answer["written"] and not quiet:
            print(f"[{number}/{len(jobs)}] Cythonizing {module.path}")
        if answer["messages"]:
            sys.stdout.flush()
            sys.stderr.write(answer["messages"])
        _program.listing(module.path, answer, options)
        if not answer["ok"]:
            failed.append(module)
        module.finish(answer, aliases or {}, options)
    if failed and not exclude_failures:
        raise CompileError(", ".join(module.path for module in failed))
    if failed:
        names = ", ".join(sorted(module.extension.name for module in failed))
        print(f"Failed compilations: {names}")
    return [module.extension for module in modules if module not in failed]


def _make_shared(modules, options):
    """Write the C file of the module that others share utilities with. Those of Cyrus share none, so it is empty."""
    name = options.get("shared_utility_qualified_name")
    for module in modules:
        if name and module.path is None and module.extension.name == name:
            path = os.fspath(module.extension.sources[0])
            if options.get("build_dir"):
                path = os.path.join(os.fspath(options["build_dir"]), path)
                module.extension.sources[0] = path
            if not os.path.exists(path):
                flag = ["--cplus"] if path.endswith((".cpp", ".cc", ".cxx")) else []
                _program.run(["cython", f"--generate-shared={path}", "--module-name", name, *flag])


class _Module:
    """A module on its way: its Extension, and the source that is to be translated, if there is one."""

    def __init__(self, extension, path=None, name=None, others=(), language=None):
        self.extension = extension
        self.path = path
        self.name = name
        self.others = list(others)
        self.language = language

    def request(self, options, force):
        language = self.language
        # the source's own word comes first
        if language and _says_language(self.path):
            language = None
        compiled = self.name[: -len(".__init__")] if self.name.endswith(".__init__") else self.name
        annotate = options.get("annotate")
        if annotate is None:
            annotate = getattr(sys.modules.get("Cython.Compiler.Options"), "annotate", None)
        coverage = options.get("annotate_coverage_xml") or getattr(
            sys.modules.get("Cython.Compiler.Options"), "annotate_coverage_xml", None)
        annotate = annotate or bool(coverage)
        compile_options = _options.compile_options(options, language)
        compile_options["include_path"] = [".", *(compile_options["include_path"])]
        return {
            "path": self.path,
            "name": compiled,
            "stem": _stem(self.path, options.get("build_dir")),
            "annotate": annotate if annotate == "fullc" else bool(annotate),
            "coverage": coverage,
            "debug": _options.debug_folder(options),
            "depfile": bool(options.get("depfile")),
            "force": force,
            "options": compile_options,
        }

    def copy_depends(self, build_dir):
        """Headers below the current folder go along, so that the C file finds them where it lies."""
        here = os.getcwd()
        for path in self.extension.depends:
            full = os.path.abspath(path)
            target = os.path.join(os.fspath(build_dir), os.path.relpath(full, here))
            if not full.startswith(here + os.sep) or os.path.abspath(target) == full or not os.path.isfile(full):
                continue
            if not os.path.isfile(target) or os.path.getmtime(target) < os.path.getmtime(full):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copy2(full, target)

    def finish(self, answer, aliases, options):
        """Make the Extension that setuptools gets."""
        settings = _substitute(answer["settings"], aliases)
        language = "c++" if answer["language"] == "c++" else (self.extension.language or None)
        values = {"name": self.name, "language": language}
        values["sources"] = [self.path, *self.others]
        values["sources"] += [path for path in settings["sources"] if path not in values["sources"]]
        for key in _LISTS:
            known, own = settings.get(key, []), getattr(self.extension, key, None) or []
            if key == "define_macros":
                known = [tuple(pair) for pair in known]
            values[key] = known + [value for value in own if value not in known]
        build_dir = options.get("build_dir")
        create = options.get("create_extension")
        if create:
            self.extension, _ = create(self.extension, {key: value for key, value in values.items() if value})
        else:
            self.extension = copy.copy(self.extension)
            for key, value in values.items():
                setattr(self.extension, key, value)
        sources = list(self.extension.sources)
        self.extension.sources = [answer["output"] if path == self.path else path for path in sources]
        if build_dir:
            self.copy_depends(build_dir)
            # a C file elsewhere still finds the headers beside its source
            beside = os.path.dirname(self.path) or "."
            if beside not in self.extension.include_dirs:
                self.extension.include_dirs = [*self.extension.include_dirs, beside]


def _modules(module_list, exclude, language):
    """What a list of modules means: `_Module` objects."""
    if isinstance(module_list, (str, os.PathLike)) or not hasattr(module_list, "__iter__"):
        module_list = [module_list]
    patterns = [exclude] if isinstance(exclude, str) else list(exclude)
    excluded = {os.path.normpath(path) for pattern in patterns for path in matches(pattern)}
    named = set()
    for item in module_list:
        if isinstance(item, (str, os.PathLike)):
            pattern, template = os.fspath(item), None
        elif hasattr(item, "sources") and hasattr(item, "name"):
            template = item
            sources = [source for source in map(os.fspath, item.sources) if source.endswith(_SUFFIXES)]
            if not sources:
                yield _Module(template)
                continue
            pattern = sources[0]
            if len(sources) > 1:
                print(f"Warning: Multiple cython sources found for extension '{item.name}': {sources}\n"
                      "It should have one and cimport the others.")
        else:
            raise TypeError(f"a module is a path, a pattern or an Extension, not {type(item).__name__}: {item!r}")
        paths = sorted(matches(pattern))
        if not paths:
            raise ValueError(f"'{pattern}' doesn't match any files")
        for path in paths:
            if os.path.normpath(path) in excluded:
                continue
            name = template.name if template is not None and "*" not in template.name else None
            if name is None:
                name = module_name(path)
                if name in named:
                    continue
                named.add(name)
            extension = template if template is not None else new_extension(name)
            others = [other for other in map(os.fspath, extension.sources) if other != pattern]
            wanted = getattr(extension, "language", None) or language
            if language and template is None:
                extension.language = language
            yield _Module(extension, path, name, others, wanted)


def new_extension(name):
    """An Extension without sources, of the class that the running build uses."""
    try:
        from setuptools import Extension
    except ImportError:
        try:
            from distutils.core import Extension
        except ImportError:
            from ._extension import Extension
    return Extension(name, [])


def matches(pattern):
    """The files of a glob pattern in which `**` goes through folders; a path that exists is itself."""
    pattern = os.fspath(pattern)
    if not glob.has_magic(pattern):
        return [pattern] if os.path.exists(pattern) else []
    if "{" in pattern:
        # `{a,b}` stands for each
        match = re.search(r"\{([^{}]*)\}", pattern)
        if match:
            parts = (pattern[: match.start()] + part + pattern[match.end():] for part in match[1].split(","))
            return sorted({path for part in parts for path in matches(part)})
    return glob.glob(pattern, recursive=True)


def package_of(folder):
    """The package that a folder is (a list of names), and the folder that holds its outermost one."""
    names, folder = [], os.path.abspath(folder)
    while any(os.path.isfile(os.path.join(folder, "__init__" + suffix)) for suffix in (".py", ".pyx", ".pxd", ".pyc")):
        folder, name = os.path.split(folder)
        names.insert(0, name)
    return names, folder


def module_name(path):
    """The dotted name of a source; a package's own file is `package.__init__`."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return ".".join([*package_of(os.path.dirname(path) or ".")[0], stem])


def _stem(path, build_dir):
    """Where the C file goes, without its suffix."""
    stem = os.path.splitext(path)[0]
    if not build_dir:
        return stem
    if os.path.isabs(stem):
        stem = os.path.splitdrive(stem)[1].lstrip("/\\")
    return os.path.join(os.fspath(build_dir), stem)


_LANGUAGE = re.compile(rb"^#\s*distutils\s*:\s*language\s*=", re.MULTILINE)


def _says_language(path):
    """Whether a source's own comments choose between C and C++."""
    try:
        with open(path, "rb") as file:
            head = re.match(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*", file.read(65536))[0]
    except OSError:
        return False
    return _LANGUAGE.search(head) is not None


def _substitute(settings, aliases):
    """Settings in which each name of `aliases` is what it stands for."""
    if not aliases:
        return settings
    out = {}
    for key, value in settings.items():
        if isinstance(value, list) and key != "define_macros":
            value = [part for word in value for part in _alias(word, aliases)]
        out[key] = value
    return out


def _alias(word, aliases):
    meaning = aliases.get(word, [word])
    return [meaning] if isinstance(meaning, str) else list(meaning)
