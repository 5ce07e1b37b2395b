"""The command `cythonize`."""
import argparse
import glob
import os
import sys

from cyrus import _cythonize, _options, _program


def main(args=None):
    """Run the command with these words, or with those of this process."""
    parser = _parser()
    options, words = parser.parse_known_args(args)
    sources = list(options.sources)
    for word in words:
        # what follows a source may still be an option; anything else is a mistake
        if word.startswith("-") and word != "-":
            parser.error(f"unrecognized arguments: {word}")
        sources.append(word)
    options.sources = sources
    if options.timeit:
        options.build_inplace = True
    if options.build_inplace:
        options.build = True
    if not sources:
        parser.error("no source files provided")
    if options.timeit is not None and (len(sources) != 1 or glob.has_magic(sources[0])):
        parser.error("--timeit needs exactly one source")
    try:
        extensions = _translate(options)
        if options.build:
            _build(options, extensions)
    except _cythonize.CompileError as error:
        print(f"cythonize: compilation failed: {error}", file=sys.stderr)
        sys.exit(1)
    if options.timeit is not None:
        _time(options, extensions[0])


def parse_args(args):
    """The options of these words."""
    return _parser().parse_args(args)


def _pairs(convert):
    class Pairs(argparse.Action):
        """`NAME=VALUE,NAME=VALUE` into a dictionary."""

        def __call__(self, parser, namespace, values, option_string=None):
            into = dict(getattr(namespace, self.dest) or {})
            for item in filter(None, (item.strip() for item in values.split(","))):
                name, equals, value = item.partition("=")
                if not equals and self.dest != "options":
                    parser.error(f'Expected "=" in option "{item}"')
                into[name.strip()] = convert(value.strip()) if equals else True
            setattr(namespace, self.dest, into)

    return Pairs


def _value(text):
    """A value of the command line: a truth value or a number where it looks like one."""
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() in known:
        return known[text.lower()]
    try:
        return int(text)
    except ValueError:
        return text


def _parser():
    parser = argparse.ArgumentParser(prog="cythonize", description="Translates sources and packages; builds them, too.")
    add = parser.add_argument
    add("-X", "--directive", metavar="NAME=VALUE,...", dest="directives", default={}, action=_pairs(_value),
        help="set a compiler directive")
    add("-E", "--compile-time-env", metavar="NAME=VALUE,...", dest="compile_time_env", default={},
        action=_pairs(_value), help="give a name to DEF and IF")
    add("-s", "--option", metavar="NAME=VALUE", dest="options", default={}, action=_pairs(_value),
        help="set an option of cythonize()")
    add("-2", dest="language_level", action="store_const", const=2, help="language rules of Python 2")
    add("-3", dest="language_level", action="store_const", const=3, help="language rules of Python 3")
    add("--3str", dest="language_level", action="store_const", const=3, help="the same as -3")
    add("-+", "--cplus", dest="language", action="store_const", const="c++", default=None, help="generate C++")
    add("-a", "--annotate", dest="annotate", action="store_const", const="default", help="write an HTML report")
    add("--annotate-fullc", dest="annotate", action="store_const", const="fullc",
        help="write an HTML report with all of the generated code")
    add("-x", "--exclude", metavar="PATTERN", dest="excludes", action="append", default=[], help="leave files out")
    add("-b", "--build", dest="build", action="store_true", help="build extension modules")
    add("-i", "--inplace", dest="build_inplace", action="store_true",
        help="build extension modules beside their sources (implies -b)")
    add("--timeit", metavar="CODESTRING", default=None, help="build in place, then time this code in the first module")
    add("--setup", metavar="CODESTRING", default=None, help="what runs before the timed code")
    add("-j", "--parallel", metavar="N", type=int, default=0, help="at most N modules at a time")
    add("-f", "--force", action="store_true", default=None, help="translate and build also what has not changed")
    add("-q", "--quiet", action="store_true", default=None, help="say less")
    add("--lenient", action="store_true", default=None, help="some errors only at run time")
    add("-k", "--keep-going", action="store_true", default=None, help="go on with the other modules after an error")
    add("--no-docstrings", dest="no_docstrings", action="store_true", default=None, help="leave docstrings out")
    add("-M", "--depfile", action="store_true", help="write make rules")
    add("sources", nargs="*")
    return parser


def _translate(options):
    from ..Compiler import Options

    if options.lenient:
        Options.error_on_unknown_names = False
        Options.error_on_uninitialized = False
    if options.no_docstrings:
        Options.docstrings = False
    if options.annotate:
        Options.annotate = options.annotate
    keywords = dict(options.options)
    if options.language_level is not None:
        keywords["language_level"] = options.language_level
    elif "language_level" not in keywords and "language_level" not in options.directives:
        keywords["language_level"] = 3
    extensions = []
    for pattern in options.sources:
        found = []
        for path in _sources(pattern):
            found += _cythonize.cythonize(
                path, exclude=options.excludes, nthreads=options.parallel, quiet=bool(options.quiet),
                force=options.force, language=options.language, exclude_failures=bool(options.keep_going),
                compiler_directives=options.directives, compile_time_env=options.compile_time_env,
                depfile=options.depfile, **keywords)
        extensions += found
    return extensions


def _sources(pattern):
    """What a word means: a pattern, a folder (all its modules), a file."""
    if os.path.isdir(pattern):
        found = glob.glob(os.path.join(pattern, "**", "*.pyx"), recursive=True)
        found += glob.glob(os.path.join(pattern, "**", "*.py"), recursive=True)
        return [sorted(found)]
    paths = _cythonize.matches(pattern)
    if not paths:
        raise SystemExit(f"cythonize: '{pattern}' doesn't match any files")
    return [sorted(paths)]


def _build(options, extensions):
    """Run the C compiler, by setuptools where there is one."""
    here = os.getcwd()
    groups = {}
    for extension in extensions:
        source = os.path.abspath(extension.sources[0])
        root = _cythonize.package_of(os.path.dirname(source))[1]
        groups.setdefault(root, []).append(extension)
    try:
        from setuptools import setup
    except ImportError:
        return _build_plainly(options, extensions)
    for root, group in groups.items():
        for extension in group:
            for name in ("sources", "include_dirs", "library_dirs", "extra_objects", "depends"):
                paths = getattr(extension, name)
                setattr(extension, name, [os.path.abspath(path) for path in paths])
        words = ["--quiet"] if options.quiet else []
        words += ["build_ext"]
        words += ["--force"] if options.force else []
        words += ["--inplace"] if options.build_inplace else []
        words += ["--parallel", str(options.parallel or os.cpu_count() or 1)]
        words += ["--build-temp", os.path.join(root, "build", "temp")] if not options.build_inplace else []
        import tempfile

        with tempfile.TemporaryDirectory(prefix="cythonize-") as temporary:
            if options.build_inplace:
                words += ["--build-temp", temporary]
            os.chdir(root)
            try:
                # no packages: what lies around is not this command's business
                setup(name="cythonized", script_name="setup.py", script_args=words, ext_modules=group, packages=[],
                      py_modules=[])
            finally:
                os.chdir(here)


def _build_plainly(options, extensions):
    """Without setuptools the program itself runs the C compiler."""
    from cyrus import _options as names

    keywords = dict(options.options, compiler_directives=options.directives, compile_time_env=options.compile_time_env,
                    language_level=options.language_level or 3)
    paths = [path for pattern in options.sources for group in _sources(pattern) for path in group]
    wanted = {extension.name for extension in extensions}
    modules = [{"path": path, "name": _cythonize.module_name(path).removesuffix(".__init__")} for path in paths
               if _cythonize.module_name(path) in wanted]
    answers = _program.make(modules, destination=None if options.build_inplace else "build", jobs=options.parallel,
                            force=bool(options.force), options=names.compile_options(keywords, options.language))
    for answer in answers:
        sys.stderr.write(answer["messages"])
    if not all(answer["ok"] for answer in answers):
        raise SystemExit(1)


def _time(options, extension):
    import importlib
    import timeit

    root = _cythonize.package_of(os.path.dirname(os.path.abspath(extension.sources[0])))[1]
    sys.path.insert(0, root)
    module = importlib.import_module(extension.name)
    space = dict(vars(module))
    timer = timeit.Timer(options.timeit, options.setup or "pass", globals=space)
    count, seconds = timer.autorange()
    seconds = min(timer.repeat(5, count)) / count
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6), ("ns", 1e9)):
        if seconds * factor >= 1 or unit == "ns":
            print(f"{count} loops, best of 5: {seconds * factor:.4g} {unit} per loop")
            break


if __name__ == "__main__":
    main()
