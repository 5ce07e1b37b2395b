"""Switches that setup scripts set; later calls of `cythonize` in the process follow them."""
import copy

annotate = False
annotate_coverage_xml = None
buffer_max_dims = 8
cache_builtins = True
cimport_from_pyx = False
clear_to_none = True
closure_freelist_size = 8
convert_range = True
docstrings = True
embed = None
embed_modules = []
embed_pos_in_docstring = False
error_on_uninitialized = True
error_on_unknown_names = True
fast_fail = False
gcc_branch_hints = True
generate_cleanup_code = False
lookup_module_cpdef = False
old_style_globals = False
pre_import = None
warning_errors = False

_INITIAL = {
    "allow_none_for_extension_args": True,
    "always_allow_keywords": True,
    "annotation_typing": True,
    "auto_cpdef": False,
    "auto_pickle": None,
    "autotestdict": True,
    "autotestdict.all": False,
    "autotestdict.cdef": False,
    "binding": True,
    "boundscheck": True,
    "c_api_binop_methods": False,
    "c_compile_guard": "",
    "c_string_encoding": "",
    "c_string_type": "bytes",
    "callspec": "",
    "ccomplex": False,
    "cdivision": False,
    "cdivision_warnings": False,
    "control_flow.dot_annotate_defs": False,
    "control_flow.dot_output": "",
    "cpow": None,
    "cpp_locals": False,
    "embedsignature": False,
    "embedsignature.format": "c",
    "emit_code_comments": True,
    "fast_getattr": False,
    "fast_gil": False,
    "formal_grammar": False,
    "freethreading_compatible": False,
    "gil": False,
    "infer_types": None,
    "infer_types.verbose": False,
    "initializedcheck": True,
    "iterable_coroutine": False,
    "language_level": None,
    "legacy_implicit_noexcept": False,
    "linetrace": False,
    "nogil": False,
    "nonecheck": False,
    "np_pythran": False,
    "old_style_globals": False,
    "optimize.inline_defnode_calls": True,
    "optimize.unpack_method_calls": True,
    "optimize.unpack_method_calls_in_pyinit": False,
    "optimize.use_switch": True,
    "overflowcheck": False,
    "overflowcheck.fold": True,
    "profile": False,
    "py2_import": False,
    "remove_unreachable": True,
    "set_initial_path": None,
    "show_performance_hints": True,
    "subinterpreters_compatible": "no",
    "type_version_tag": True,
    "unraisable_tracebacks": True,
    "warn": None,
    "warn.deprecated.DEF": False,
    "warn.deprecated.IF": True,
    "warn.maybe_uninitialized": False,
    "warn.multiple_declarators": True,
    "warn.undeclared": False,
    "warn.unreachable": True,
    "warn.unused": False,
    "warn.unused_arg": False,
    "warn.unused_result": False,
    "with_gil": False,
    "wraparound": True,
}

_directive_defaults = directive_defaults = copy.copy(_INITIAL)


def get_directive_defaults():
    """The directives that hold where nothing else is said: a dictionary to be changed."""
    return _directive_defaults


def changed_directives():
    """Those of them that a script has changed."""
    return {name: value for name, value in _directive_defaults.items() if _INITIAL.get(name, _INITIAL) != value}


class CompilationOptions:
    """Options of one compilation, as attributes."""

    def __init__(self, defaults=None, **options):
        self.__dict__.update(defaults.__dict__ if isinstance(defaults, CompilationOptions) else defaults or {})
        self.__dict__.update(options)


default_options = {}
