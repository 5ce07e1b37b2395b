"""From the options of `cythonize` to those of the program."""

# what `cythonize(**options)` takes, with what the program calls it; nothing where it changes nothing here
_PLAIN = {
    "emit_linenums": "line_directives",
    "c_line_in_traceback": "c_line_in_traceback",
    "capi_reexport_cincludes": "reexport_headers",
    "generate_pxi": "generate_pxi",
}
_OTHERS = frozenset("""
    annotate annotate_coverage_xml build_dir cache common_utility_include_dir compile_time_env compiler_directives cplus
    create_extension create_listing depfile embedded_metadata errors_to_stderr evaluate_tree_assertions formal_grammar gdb_debug
    include_path language_level legacy_implicit_noexcept module_name np_pythran output_dir output_file quiet
    relative_path_in_code_position_comments shared_c_file_path shared_utility_features_disabled
    shared_utility_features_enabled shared_utility_qualified_name show_version timestamps use_listing_file verbose
    working_path force language nthreads exclude_failures show_all_warnings exclude aliases""".split())
_LANGUAGES = {"c": "C", "c++": "Cpp"}


def check_names(options):
    """Raise ValueError for an option that nobody knows."""
    unknown = sorted(set(options) - set(_PLAIN) - _OTHERS)
    if unknown:
        raise ValueError(f"got unknown compilation options, please remove: {', '.join(unknown)}")


def level(value):
    """A language level as setup scripts write it: 2, "3", "3str", -3 (sic); the program's name of it, or None."""
    text = str(value).strip().lstrip("-")
    return {"2": "Two", "3": "Three", "3str": "Three"}.get(text)


def compile_options(options, language=None):
    """The program's options for those of `cythonize` and for what `Cython.Compiler.Options` was set to."""
    out, directives = global_options()
    directives.update(options.get("compiler_directives") or {})
    if options.get("legacy_implicit_noexcept"):
        directives.setdefault("legacy_implicit_noexcept", True)
    if options.get("formal_grammar"):
        directives.setdefault("formal_grammar", True)
    wanted = level(directives.pop("language_level", None)) or level(options.get("language_level"))
    if wanted:
        out["level"] = wanted
    out["directives"] = out.get("directives", []) + [[name, _text(value)] for name, value in directives.items()]
    env = options.get("compile_time_env") or {}
    out["compile_time_env"] = [[name, _text(value)] for name, value in env.items()]
    path = options.get("include_path") or []
    out["include_path"] = [str(folder) for folder in ([path] if isinstance(path, str) else path)]
    for theirs, ours in _PLAIN.items():
        if options.get(theirs) is not None:
            out[ours] = bool(options[theirs])
    if options.get("cplus"):
        language = "c++"
    if language:
        out["language"] = _LANGUAGES[language.lower()]
    return out


def debug_folder(options):
    """Below which folder the information for debuggers goes; None if none is wanted."""
    wanted = options.get("gdb_debug")
    if not wanted:
        return None
    return wanted if isinstance(wanted, str) else str(options.get("output_dir") or ".")


def global_options():
    """What `Cython.Compiler.Options` was set to in this process: the program's options, and directives."""
    import sys

    module = sys.modules.get("Cython.Compiler.Options")
    if module is None:
        return {}, {}
    out = {
        "docstrings": bool(module.docstrings),
        "embed_positions": bool(module.embed_pos_in_docstring),
        "cleanup": int(module.generate_cleanup_code),
        "fast_fail": bool(module.fast_fail),
        "warnings_are_errors": bool(module.warning_errors),
        "lenient": not module.error_on_unknown_names,
        "cimport_from_pyx": bool(module.cimport_from_pyx),
        "pre_import": module.pre_import,
        "embed": module.embed,
        "embed_modules": list(module.embed_modules),
    }
    return out, module.changed_directives()


def _text(value):
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    return str(value)
