"""Switches that setup scripts set; later calls of `cythonize` in the process follow them."""
import copy

docstrings = True
embed_pos_in_docstring = False
pre_import = None
generate_cleanup_code = False
clear_to_none = True
annotate = False
annotate_coverage_xml = None
fast_fail = False
warning_errors = False
error_on_unknown_names = True
error_on_uninitialized = True
convert_range = True
cache_builtins = True
gcc_branch_hints = True
lookup_module_cpdef = False
embed = None
embed_modules = []
cimport_from_pyx = False
buffer_max_dims = 8
closure_freelist_size = 8
old_style_globals = False

_INITIAL = {
    "binding": True, "boundscheck": True, "nonecheck": False, "initializedcheck": True,
    "freethreading_compatible": False, "subinterpreters_compatible": "no", "embedsignature": False,
    "embedsignature.format": "c", "auto_cpdef": False, "auto_pickle": None, "cdivision": False,
    "cdivision_warnings": False, "cpow": None, "c_api_binop_methods": False, "overflowcheck": False,
    "overflowcheck.fold": True, "always_allow_keywords": True, "allow_none_for_extension_args": True,
    "wraparound": True, "ccomplex": False, "callspec": "", "nogil": False, "gil": False, "with_gil": False,
    "profile": False, "linetrace": False, "emit_code_comments": True, "annotation_typing": True, "infer_types": None,
    "infer_types.verbose": False, "autotestdict": True, "autotestdict.cdef": False, "autotestdict.all": False,
    "language_level": None, "fast_getattr": False, "py2_import": False, "iterable_coroutine": False,
    "c_string_type": "bytes", "c_string_encoding": "", "type_version_tag": True, "unraisable_tracebacks": True,
    "old_style_globals": False, "np_pythran": False, "fast_gil": False, "cpp_locals": False,
    "legacy_implicit_noexcept": False, "c_compile_guard": "", "set_initial_path": None, "warn": None,
    "warn.undeclared": False, "warn.unreachable": True, "warn.maybe_uninitialized": False, "warn.unused": False,
    "warn.unused_arg": False, "warn.unused_result": False, "warn.multiple_declarators": True,
    "warn.deprecated.DEF": False, "warn.deprecated.IF": True, "show_performance_hints": True,
    "optimize.inline_defnode_calls": True, "optimize.unpack_method_calls": True,
    "optimize.unpack_method_calls_in_pyinit": False, "optimize.use_switch": True, "remove_unreachable": True,
    "control_flow.dot_output": "", "control_flow.dot_annotate_defs": False, "formal_grammar": False,
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
