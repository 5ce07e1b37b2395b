"""Hold a compiler's errors to those of the interpreter: COMPILER FOLDER.

What the interpreter's own tests of its syntax compile (examples of docstrings, texts that calls in the tests are handed or that
variables are for) is
compiled by it and checked by COMPILER: both have to accept it, or both to report an error in the same line. Prints what
differs and the number of cases; nothing where the interpreter has no tests.
"""
import ast
import doctest
import importlib
import inspect
import json
import subprocess
import sys
import warnings
from pathlib import Path

TESTS = """
codeop coroutines dictcomps eof except_star exceptions flufl fstring generators genexps global grammar keywordonlyarg listcomps
named_expressions patma pep646_syntax positional_only_arg scope string_literals super syntax type_aliases type_annotations
type_params unicode_identifiers unpack_ex
""".split()
CALLS = {"_check_error", "_check_noerror", "assert_syntax_error", "check_syntax_error", "compile", "exec"}
VARIABLES = {"code", "samples", "source", "snippet"}

# Syntax of later versions, which is compiled for all of them.
LATER = {
    "multiple exception types must be parenthesized": "PEP 758",
    "iterable unpacking cannot be used in comprehension": "PEP 798",
    "dict unpacking cannot be used in dict comprehension": "PEP 798",
    "Cannot use comprehension in annotation scope within class scope": "3.13",
}
# What is no error of the source: a limit of the interpreter, and an encoding that few have.
ELSEWHERE = {"too many statically nested blocks"}
ENCODINGS = ("cp437",)


def texts(name):
    """What a test file compiles."""
    try:
        module = importlib.import_module("test.test_" + name)
    except ImportError:
        return
    for test in doctest.DocTestFinder().find(module):
        for example in test.examples:
            yield example.source
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        found = []
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", None))
            found = node.args[:2] if called in CALLS else []
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) in VARIABLES:
            found = getattr(node.value, "elts", [node.value])
        for text in found:
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield inspect.cleandoc(text.value) if text.value.startswith("\n ") else text.value


def cases():
    """Each text, and the interpreter's SyntaxError for it, or None."""
    for text in dict.fromkeys(text for name in TESTS for text in texts(name)):
        text += "" if text.endswith("\n") else "\n"
        if any(name in text for name in ENCODINGS):
            continue
        try:
            compile(text, "<case>", "exec", dont_inherit=True)
            yield text, None
        except SyntaxError as error:
            if error.msg not in LATER and error.msg not in ELSEWHERE:
                yield text, error
        except (ValueError, MemoryError, RecursionError):
            pass  # no source at all, or beyond the interpreter


def main():
    compiler, folder = sys.argv[1], Path(sys.argv[2])
    expected = {}
    for i, (text, error) in enumerate(cases()):
        name = f"case{i:04}.py"
        try:
            (folder / name).write_text(text, encoding="utf-8", newline="")
        except UnicodeEncodeError:
            continue
        expected[name] = (text, error)
    if not expected:
        return
    command = [compiler, "check", "--error-format", "json", *expected]
    output = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if "panicked" in output.stderr or "internal error" in output.stderr:
        print(output.stderr)
    found = {name: [] for name in expected}
    for line in output.stdout.splitlines():
        row = json.loads(line)
        if row["severity"] == "error":
            found[Path(row["file"]).name].append((row["span"]["start"]["line"], row["message"]))
    for name, (text, error) in expected.items():
        lines = [line for line, _ in found[name]]
        if error is None and lines or error is not None and error.lineno not in lines:
            wanted = f"line {error.lineno}: {error.msg}" if error else "no error"
            print(f"--- the interpreter: {wanted}; found: {found[name] or 'no error'}\n{text}")
    print(len(expected), "cases")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if (3, 11) <= sys.version_info < (3, 14):
        main()
