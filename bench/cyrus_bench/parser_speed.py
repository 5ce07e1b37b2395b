"""Lines a second of the parsers alone, over the standard library of the interpreter."""
import re

from .measure import Failed, Table, interleave
from .toolbox import ROOT, quiet

TITLE = "Parser"
ROUNDS = 5
PEER = """
import ast, os, sys, time, warnings
warnings.simplefilter("ignore")
texts = []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            try:
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    texts.append(file.read())
            except UnicodeDecodeError:
                pass
lines = sum(text.count("\\n") for text in texts)
start = time.process_time()
for text in texts:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        pass
print(lines / (time.process_time() - start))
"""


def run(tools, rounds, options, progress):
    table = Table("parser", "Parsing the standard library", "lines a second", ["CPython's ast.parse", "Cyrus"],
                  "CPython's ast.parse", more=True, digits=4,
                  note="Text to syntax tree, files read beforehand, one thread; CPython's figure includes making Python "
                       "objects of the tree.")
    folder = tools.python.stdlib
    if tools.quick:
        folder += "/json"
    binary = ROOT / "target" / "release" / "examples" / "parse_speed"
    progress("cargo build --release -p cyrus_parser --example parse_speed")
    status, out = quiet(["cargo", "build", "--quiet", "--release", "-p", "cyrus_parser", "--example", "parse_speed"],
                        cwd=ROOT)

    def cyrus():
        if status:
            raise Failed(f"cargo: {out.strip()[:200]}")
        code, text = quiet([binary, folder, "1"])
        found = re.search(r"([\d.]+) lines/s", text)
        if code or not found:
            raise Failed(text.strip()[:200])
        return float(found.group(1))

    def cpython():
        code, text = quiet([tools.python.path, "-c", PEER, folder])
        if code:
            raise Failed(text.strip()[:200])
        return float(text)

    case = f"standard library of {tools.python.tag}"
    for variant, samples in interleave(rounds, [("CPython's ast.parse", cpython), ("Cyrus", cyrus)], progress).items():
        if isinstance(samples, Failed):
            table.fail(case, variant, samples)
        else:
            for sample in samples:
                table.add(case, variant, sample)
    return [table]
