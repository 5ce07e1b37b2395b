"""`cythonize`, and the names around it that setup scripts use."""
from cyrus._cythonize import cythonize, matches as extended_iglob, module_name
from cyrus._cythonize import new_extension

__all__ = ["cythonize", "default_create_extension", "extended_iglob"]


def default_create_extension(template, kwds):
    """An Extension of the template's class, and what is kept of how it was made."""
    kwds = dict(kwds)
    if "depends" in kwds:
        kwds["depends"] = sorted(set(kwds["depends"]) | set(getattr(template, "depends", None) or ()))
    extension = template.__class__(**kwds)
    for name in ("py_limited_api", "cython_directives"):
        if hasattr(template, name):
            setattr(extension, name, getattr(template, name))
    return extension, {"distutils": kwds, "module_name": kwds["name"]}
