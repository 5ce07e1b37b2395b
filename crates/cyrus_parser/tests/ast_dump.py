"""Writes the source and the tree of every module of the standard library to standard output.

A record is a line `PATH<tab>SOURCE_BYTES<tab>TREE_BYTES`, the source as UTF-8, and the tree as text. The text is that
of `ast.dump(tree)` with empty optional fields left out and constants written with `ascii()`. Files that this
interpreter itself cannot read are left out.
"""

import ast
import os
import sys
import sysconfig
import tokenize
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(100_000)


def write(node, out):
    kind = type(node)
    if kind is list:
        out.append("[")
        comma = False
        for item in node:
            if comma:
                out.append(", ")
            comma = True
            write(item, out)
        out.append("]")
    elif isinstance(node, ast.AST):
        out.append(kind.__name__ + "(")
        comma = False
        for name in node._fields:
            value = getattr(node, name, None)
            if kind.__name__ == "JoinedStr":
                # Python 3.12.1 leaves empty pieces behind the last field of a format.
                value = [v for v in value if not isinstance(v, ast.Constant) or v.value != ""]
            if value is None and name == "value" and kind.__name__ in ("Constant", "MatchSingleton"):
                pass
            elif value is None or value == [] and type(value) is list:
                continue
            elif name == "type_comment" or (name == "is_lazy" and not value):
                continue
            out.append((", " if comma else "") + name + "=")
            comma = True
            write(value, out)
        out.append(")")
    else:
        out.append(ascii(node))


def main(root):
    output = sys.stdout.buffer
    for folder, folders, files in os.walk(root):
        folders.sort()
        if "site-packages" in folders:
            folders.remove("site-packages")
        for file in sorted(files):
            if not file.endswith(".py"):
                continue
            path = os.path.join(folder, file)
            try:
                with open(path, "rb") as handle:
                    encoding, _ = tokenize.detect_encoding(handle.readline)
                with open(path, encoding=encoding, newline="") as handle:
                    source = handle.read()
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            out = []
            write(tree, out)
            text = "".join(out).encode()
            data = source.encode()
            output.write(f"{path}\t{len(data)}\t{len(text)}\n".encode("utf-8", "surrogateescape"))
            output.write(data)
            output.write(text)


main(sys.argv[1] if len(sys.argv) > 1 else sysconfig.get_path("stdlib"))
