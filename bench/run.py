#!/usr/bin/env python3
"""Run the benchmarks: `bench/run.py [SECTION...]`; without sections, all of them.

`--quick` runs everything at the smallest size and looks at results only: it exits with 1 where a variant that could be
built gives a wrong result or crashes, and never because of a time.
"""
import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cyrus_bench import calls, kernels, parser_speed, plots, programs, report, size, talk, toolbox, translate  # noqa: E402
from cyrus_bench.measure import Failed  # noqa: E402

SECTIONS = {"translate": translate, "size": size, "parser": parser_speed, "talk": talk, "calls": calls,
            "kernels": kernels, "programs": programs}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"any of: {', '.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true", help="smallest sizes, one round, results checked, nothing written")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of each comparison (default: as each section says)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases whose name contains TEXT")
    parser.add_argument("--cyrus", metavar="BINARY", help="the compiler (default: target/release/cyrus)")
    parser.add_argument("--cc", metavar="COMPILER", help="the C compiler (default: $CC, else gcc)")
    parser.add_argument("--optimize", default="-O2", metavar="FLAG", help="of the section kernels (default: %(default)s)")
    parser.add_argument("--python", default="3.11,3.13", metavar="VERSIONS",
                        help="interpreters of the section programs (default: %(default)s)")
    parser.add_argument("--no-pin", action="store_true", help="do not pin to one core")
    parser.add_argument("--page", action="store_true", help="only write RESULTS.md and the plots from bench/results")
    options = parser.parse_args()
    for name in options.sections:
        if name not in SECTIONS:
            parser.error(f"no section {name!r}; there are: {', '.join(SECTIONS)}")
    return options


def write_page(tools, results):
    plots.draw(tools, results)
    page = report.page(results, {name: module.TITLE for name, module in SECTIONS.items()})
    (toolbox.BENCH / "RESULTS.md").write_text(page)


def main():
    options = arguments()
    terminal = sys.stderr.isatty()

    def progress(text):
        if terminal:
            print(f"\r\033[K{text[:100]}", end="", file=sys.stderr, flush=True)

    core = None if options.no_pin else toolbox.pin()
    tools = toolbox.Toolbox(options.cyrus, options.cc, options.quick, lambda text: print(text, file=sys.stderr))
    results = toolbox.BENCH / "results"
    if options.page:
        write_page(tools, results)
        return 0
    versions = tools.versions()
    for name, value in versions.items():
        print(f"{name}: {value}")
    wrong = []
    for name in options.sections or SECTIONS:
        module = SECTIONS[name]
        rounds = 1 if options.quick else options.rounds or module.ROUNDS
        print(f"\n== {module.TITLE}", flush=True)
        start = time.monotonic()
        try:
            tables = module.run(tools, rounds, options, progress)
        except Failed as error:
            print(f"  left out: {error}")
            continue
        progress("")
        for table in tables:
            print(report.as_text(table))
            wrong += [row for row in report.failures(table) if row[2].startswith(("wrong result", "crashed", "raised"))]
        print(f"  ({time.monotonic() - start:.0f} s)", flush=True)
        if not options.quick and not options.only:
            settings = {"rounds": rounds, "pinned": "no" if core is None else "to one core"}
            report.save(results, name, tables, versions, settings)
    if not options.quick and not options.only:
        write_page(tools, results)
    if options.quick and wrong:
        print("\nwrong results:")
        for case, variant, why in wrong:
            print(f"  {case}, {variant}: {why}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
