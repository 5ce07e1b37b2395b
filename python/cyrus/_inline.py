"""Code in a text, compiled and run."""
import ast
import inspect
import os
import re
import sys
from hashlib import sha256

from . import _hook, _options, _program

_known = {}


def inline(code, get_type=None, lib_dir=None, cython_include_dirs=None, cython_compiler_directives=None, force=False,
           quiet=False, locals=None, globals=None, language_level=None, **values):
    """Compile code and run it; what it returns, or a dictionary of the names it binds if it has no `return`.

    Names that the code uses and does not bind are taken from `values`, else from the caller's variables. Their types are
    those of Python's numbers where they are such (`int` is `long`, `float` is `double`), else objects.
    """
    code, used, returns, bound = _read(code)
    frame = inspect.currentframe().f_back
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ("cyrus", "Cython"):
        frame = frame.f_back
    spaces = [values, locals if locals is not None else (frame.f_locals if frame else {}),
              globals if globals is not None else (frame.f_globals if frame else {})]
    arguments = {}
    for name in sorted(used):
        for space in spaces:
            if name in space:
                arguments[name] = space[name]
                break
    kind = get_type or _type
    types = {name: kind(value, context=None) if get_type else kind(value) for name, value in arguments.items()}
    key = (code, tuple(sorted(types.items())), repr(cython_compiler_directives), language_level, sys.executable)
    function = None if force else _known.get(key)
    if function is None:
        text = _module(code, types, returns, bound)
        name = "_cyrus_inline_" + sha256(repr(key).encode()).hexdigest()[:24]
        function = load(name, text, lib_dir, force, {"compiler_directives": cython_compiler_directives or {},
                                                     "include_path": cython_include_dirs or [],
                                                     "language_level": language_level}).__invoke
        _known[key] = function
    return function(**arguments)


def load(name, text, folder=None, force=False, options=None, settings=None, annotate=False, language=None):
    """The module that a text is, compiled into a folder (one of the user's cache unless given).

    Raises RuntimeError, with what the compiler says, if the text is wrong.
    """
    module, _ = load_with_answer(name, text, folder, force, options, settings, annotate, language)
    return module


def load_with_answer(name, text, folder=None, force=False, options=None, settings=None, annotate=False, language=None):
    """The same with the program's answer."""
    folder = folder or os.path.join(_hook.cache_folder(), "inline")
    os.makedirs(folder, exist_ok=True)
    source = os.path.join(folder, name + ".pyx")
    if not os.path.exists(source) or open(source, encoding="utf-8").read() != text:
        # another process may write the same text at the same time
        part = f"{source}.{os.getpid()}"
        with open(part, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(part, source)
    return load_file(name, source, folder, force=force, annotate=annotate,
                     options=_options.compile_options(options or {}, language), settings=settings)


# the extension modules that this process has loaded here: a system loads a file once, whatever it holds later
_loaded = set()


def load_file(name, source, folder, **request):
    """The module that a source is, compiled into a folder, and the program's answer; a new module at each call.

    Raises RuntimeError, with what the compiler says, if the source is wrong.
    """
    import importlib.util

    answer = _program.make([{"path": source, "name": name}], destination=folder, **request)[0]
    if answer["ok"] and answer["output"] in _loaded:
        again = os.path.join(folder, f"again-{os.getpid()}-{len(_loaded)}")
        answer = _program.make([{"path": source, "name": name}], destination=again, **request)[0]
    if not answer["ok"]:
        raise RuntimeError(answer["messages"])
    _loaded.add(answer["output"])
    spec = importlib.util.spec_from_file_location(name, answer["output"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, answer


_CIMPORT = re.compile(r"^(?:c?import\s|from\s+\S+\s+c?import\s|cimport\s)")


def _read(code):
    """The code without its common indentation; the names it uses, whether it returns, the names it binds."""
    code = inspect.cleandoc(code) + "\n"
    try:
        # what Cython adds to Python is taken away for this look only
        tree = ast.parse(re.sub(r"^(\s*)(cdef|cpdef)\b.*$|^(\s*).*\bcimport\b.*$", r"\1\3pass", code, flags=re.M))
    except SyntaxError:
        words = set(re.findall(r"[A-Za-z_]\w*", code))
        return code, words, bool(re.search(r"^return\b", code, re.M)), set()
    used, bound = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
    declared = set(re.findall(r"^\s*cdef\s+[\w\s*\[\]:,.]*?(\w+)\s*(?:=|$)", code, re.M))
    augmented = {node.target.id for node in ast.walk(tree)
                 if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    # a name that is read first, as in `a = a + 1`, comes from outside
    used |= augmented
    top = {node.id for statement in tree.body for node in ast.walk(statement)
           if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    returns = any(isinstance(node, ast.Return) for statement in tree.body
                  if not isinstance(statement, (ast.FunctionDef, ast.ClassDef)) for node in ast.walk(statement))
    functions = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return code, used - declared - functions, returns, (top | functions | declared)


def _type(value):
    """The type that a variable of this value gets."""
    kind = type(value)
    if kind is int:
        return "long" if -(2 ** 63) <= value < 2 ** 63 else "object"
    return {float: "double", complex: "double complex", bool: "bint", list: "list", dict: "dict", tuple: "tuple",
            bytes: "bytes", str: "str"}.get(kind, "object")


def _module(code, types, returns, bound):
    head, body = [], []
    for line in code.splitlines():
        (head if _CIMPORT.match(line) and "cimport" in line else body).append(line)
    arguments = ", ".join(f"{kind} {name}" for name, kind in sorted(types.items()))
    lines = head + [f"def __invoke({arguments}):"] + ["    " + line for line in body or ["pass"]]
    if not returns:
        # some names are bound on one path only
        names = sorted(bound - {"_"})
        lines.append("    return {" + ", ".join(f"{name!r}: {name}" for name in names) + "}")
    return "\n".join(lines) + "\n"
