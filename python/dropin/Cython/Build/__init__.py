from .Dependencies import cythonize

__all__ = ["build_ext", "cythonize"]


def __getattr__(name):
    # setuptools is imported only where this is asked for
    if name == "build_ext":
        from ..Distutils.build_ext import build_ext

        return build_ext
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
