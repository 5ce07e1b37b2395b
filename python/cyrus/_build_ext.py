"""A `build_ext` command for setuptools that translates each extension's sources first."""
import os
import sys


def _base():
    """The class to derive from.

    setuptools, when it is imported, asks for this module's class and derives its own from it; so this one comes from
    the class below setuptools' own.
    """
    running = sys.modules.get("setuptools.command.build_ext")
    if running is None:
        try:
            import setuptools  # noqa: F401  (it brings distutils where Python has none)
        except ImportError:
            pass
    known = getattr(running, "_du_build_ext", None)
    if known is not None:
        return known
    from distutils.command.build_ext import build_ext

    return build_ext


_Base = _base()


class build_ext(_Base):
    """Builds extension modules from `.pyx`, `.py` and C sources."""

    user_options = _Base.user_options + [
        ("cython-c-in-temp", None, "leave C files in the temporary build folder"),
        ("cython-compile-time-env", None, "names for IF and DEF"),
        ("cython-cplus", None, "translate to C++"),
        ("cython-create-listing", None, "keep messages in a file beside the source"),
        ("cython-directives=", None, "directives, as name=value"),
        ("cython-gdb", None, "write what debuggers ask for"),
        ("cython-gen-pxi", None, "write public declarations to a .pxi file"),
        ("cython-include-dirs=", None, "folders of declarations and included files" + _Base.sep_by),
        ("cython-line-directives", None, "name lines of the source in the C code"),
    ]
    boolean_options = _Base.boolean_options + [
        "cython-cplus", "cython-create-listing", "cython-line-directives", "cython-c-in-temp", "cython-gen-pxi",
        "cython-gdb",
    ]

    def initialize_options(self):
        super().initialize_options()
        self.cython_c_in_temp = 0
        self.cython_compile_time_env = None
        self.cython_cplus = 0
        self.cython_create_listing = 0
        self.cython_directives = None
        self.cython_gdb = False
        self.cython_gen_pxi = 0
        self.cython_include_dirs = None
        self.cython_line_directives = 0
        self.shared_utility_qualified_name = None

    def finalize_options(self):
        super().finalize_options()
        if self.cython_include_dirs is None:
            self.cython_include_dirs = []
        elif isinstance(self.cython_include_dirs, str):
            self.cython_include_dirs = self.cython_include_dirs.split(os.pathsep)
        if self.cython_directives is None:
            self.cython_directives = {}
        elif isinstance(self.cython_directives, str):
            pairs = (item.split("=", 1) for item in self.cython_directives.split(",") if item.strip())
            self.cython_directives = {name.strip(): value.strip() for name, value in pairs}

    def get_extension_attr(self, extension, option_name, default=False):
        """What the command was told, else what the extension says."""
        return getattr(self, option_name) or getattr(extension, option_name, default)

    def translate(self, extension):
        """The extension with C sources in place of others."""
        from ._cythonize import cythonize

        include_path = []
        for folder in (self.get_extension_attr(extension, "cython_include_dirs") or [], self.include_dirs or [],
                       extension.include_dirs or []):
            include_path += [item for item in folder if item not in include_path]
        directives = dict(self.cython_directives or {})
        directives.update(getattr(extension, "cython_directives", None) or {})
        language = extension.language
        if self.get_extension_attr(extension, "cython_cplus"):
            extension.language = language = "c++"
        elif language not in (None, "c", "c++"):
            extension.language = None
        options = {
            "use_listing_file": self.get_extension_attr(extension, "cython_create_listing"),
            "emit_linenums": self.get_extension_attr(extension, "cython_line_directives"),
            "include_path": include_path,
            "compiler_directives": directives,
            "build_dir": self.build_temp if self.get_extension_attr(extension, "cython_c_in_temp") else None,
            "generate_pxi": self.get_extension_attr(extension, "cython_gen_pxi"),
            "gdb_debug": self.get_extension_attr(extension, "cython_gdb"),
            "c_line_in_traceback": not getattr(extension, "no_c_in_traceback", 0),
            "compile_time_env": self.get_extension_attr(extension, "cython_compile_time_env", default=None),
        }
        return cythonize(extension, force=self.force, quiet=self.verbose == 0, **options)[0]

    def build_extension(self, ext):
        if any(os.fspath(source).endswith((".pyx", ".py", ".pyw")) for source in ext.sources):
            made = self.translate(ext)
            for key, value in vars(made).items():
                setattr(ext, key, value)
        super().build_extension(ext)


# the name under which some packages import it
new_build_ext = build_ext
