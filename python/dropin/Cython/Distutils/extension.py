"""An Extension that says how its source is to be translated."""
try:
    from setuptools import Extension as _Extension
except ImportError:
    from cyrus._extension import Extension as _Extension

__all__ = ["Extension"]

_DEFAULTS = {
    "cython_include_dirs": list,
    "cython_directives": dict,
    "cython_create_listing": bool,
    "cython_line_directives": bool,
    "cython_cplus": bool,
    "cython_c_in_temp": bool,
    "cython_gen_pxi": bool,
    "cython_gdb": bool,
    "no_c_in_traceback": bool,
    "cython_compile_time_env": lambda: None,
}


class Extension(_Extension):
    """setuptools' Extension with the keywords `cython_include_dirs`, `cython_directives`, `cython_create_listing`,
    `cython_line_directives`, `cython_cplus`, `cython_c_in_temp`, `cython_gen_pxi`, `cython_gdb`, `no_c_in_traceback` and
    `cython_compile_time_env`; older scripts write `pyrex_` for `cython_`.
    """

    def __init__(self, name, sources, *words, **keywords):
        own = {}
        for key in list(keywords):
            modern = "cython_" + key[len("pyrex_"):] if key.startswith("pyrex_") else key
            if modern in _DEFAULTS:
                own[modern] = keywords.pop(key)
        super().__init__(name, sources, *words, **keywords)
        for key, default in _DEFAULTS.items():
            value = own.get(key)
            setattr(self, key, default() if value is None else value)
