"""The three modules that translation and size are measured on."""
import importlib.util

from .toolbox import BENCH

TEN, VIEWS, THOUSAND = "10 lines", "memoryview example", "1,000 lines"


def module_files(tools):
    """(case, source file) of each; the long one is generated into the work folder."""
    maker = BENCH / "sources" / "make_thousand.py"
    spec = importlib.util.spec_from_file_location("make_thousand", maker)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    thousand = tools.work / "thousand.py"
    thousand.write_text(made.module(1000))
    return [(TEN, BENCH / "sources" / "ten_lines.py"), (VIEWS, BENCH / "sources" / "views.pyx"), (THOUSAND, thousand)]
