"""Draws the plots from the result files; run by the environment's Python: `draw.py RESULTS_FOLDER`."""
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.ticker import FuncFormatter, NullFormatter  # noqa: E402

COLOURS = {"Cython": "#c98a1b", "Cyrus": "#1f6f8b", "CPython": "#8a8a8a", "C": "#4d4d4d", "numba": "#7a5ba6",
           "Rust": "#a6483a", "NumPy": "#5b8c5a"}


def colour(variant):
    found = next((value for key, value in COLOURS.items() if variant.split()[0].strip(",") == key), "#8a8a8a")
    return found


def load(folder, section):
    path = folder / f"{section}.json"
    if not path.is_file():
        return None
    data = json.loads(path.read_text())
    return {table["name"]: table for table in data["tables"]}


def value(table, case, variant):
    cell = table["cases"].get(case, {}).get(variant)
    return cell if cell and "median" in cell else None


def short(number):
    if number >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def bars(axis, table):
    """Horizontal bars from zero, one group a case, each with its value; whiskers are minimum and maximum."""
    cases = list(table["cases"])
    top, row, ticks = 0, 0, []
    for case in cases:
        shown = [variant for variant in table["variants"] if variant in table["cases"][case]]
        ticks.append(row + (len(shown) - 1) / 2)
        for variant in shown:
            cell = value(table, case, variant)
            name = axis.annotate(variant, (0, row), xytext=(3, 0), textcoords="offset points", va="center", fontsize=7)
            if cell:
                axis.barh(row, cell["median"], 0.8, color=colour(variant), alpha=0.55)
                axis.plot([cell["min"], cell["max"]], [row, row], color="black", linewidth=0.9, alpha=0.7)
                axis.annotate(short(cell["median"]), (cell["max"], row), xytext=(5, 0), textcoords="offset points",
                              va="center", fontsize=7.5)
                top = max(top, cell["max"])
            else:
                name.set_text(f"{variant}: failed")
            row += 1
        row += 0.8
    axis.set_yticks(ticks, [case.replace(", ", ",\n") for case in cases], fontsize=8)
    axis.invert_yaxis()
    axis.set_xlim(0, top * 1.12)
    plain(axis, table)


def dots(axis, table):
    """Dots on a logarithmic axis, where a bar would say nothing, with how many times less the last variant needs."""
    for row, case in enumerate(table["cases"]):
        cells = [(variant, value(table, case, variant)) for variant in table["variants"]]
        cells = [(variant, cell) for variant, cell in cells if cell]
        if len(cells) > 1:
            low, high = (pick(cell["median"] for _, cell in cells) for pick in (min, max))
            axis.plot([low, high], [row, row], color="#bbbbbb", linewidth=2, zorder=1)
            axis.annotate(f"{cells[0][1]['median'] / cells[-1][1]['median']:.3g}x", ((low * high) ** 0.5, row),
                          xytext=(0, 5), textcoords="offset points", ha="center", fontsize=8.5, weight="bold")
        for variant, cell in cells:
            axis.plot(cell["median"], row, "o", color=colour(variant), markersize=8,
                      label=variant if row == first(table, variant) else None)
            axis.annotate(short(cell["median"]), (cell["median"], row), xytext=(0, -14), textcoords="offset points",
                          ha="center", fontsize=7.5)
    axis.set_yticks(range(len(table["cases"])), list(table["cases"]))
    axis.set_ylim(len(table["cases"]) - 0.5, -0.5)
    axis.set_xscale("log")
    axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: short(x)))
    axis.xaxis.set_minor_formatter(NullFormatter())
    axis.margins(x=0.12)
    plain(axis, table, ", logarithmic; left is better")


def plain(axis, table, more=""):
    axis.set_xlabel(table["unit"] + more)
    axis.set_title(table["title"].replace("`", ""), fontsize=10, loc="left")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(axis="x", alpha=0.25)
    axis.set_axisbelow(True)


def first(table, variant):
    return next((row for row, case in enumerate(table["cases"]) if value(table, case, variant)), None)


def ratios(axis, table, base, variants, title):
    """How many times faster than `base`, on a logarithmic axis with a line at equal."""
    cases = list(table["cases"])
    for variant in variants:
        xs, ys, lows, highs = [], [], [], []
        for row, case in enumerate(cases):
            one, other = value(table, case, variant), value(table, case, base)
            if one and other:
                xs.append(other["median"] / one["median"])
                lows.append(other["median"] / one["max"])
                highs.append(other["median"] / one["min"])
                ys.append(row)
        if variant == variants[-1]:
            for row, case in enumerate(cases):
                if not value(table, case, variant):
                    axis.annotate(f"{variant}: failed", (1, row), xytext=(6, 0), textcoords="offset points", va="center",
                                  fontsize=7.5, color="#a6483a")
        if xs:
            axis.hlines(ys, lows, highs, color=colour(variant), alpha=0.4, linewidth=3)
            axis.plot(xs, ys, "o", color=colour(variant), label=variant, markersize=5)
    axis.axvline(1, color="black", linewidth=0.8)
    axis.set_xscale("log", base=2)
    axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}x"))
    axis.xaxis.set_minor_formatter(NullFormatter())
    axis.set_yticks(range(len(cases)), cases, fontsize=8)
    axis.set_title(title, fontsize=10, loc="left")
    axis.set_ylim(len(cases) - 0.5, -0.5)
    axis.set_xlabel(f"times as fast as {base} (log.); right is better; bars: all rounds")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(alpha=0.25)
    axis.set_axisbelow(True)


def finish(figure, axes, path):
    seen = {}
    for axis in axes:
        for handle, label in zip(*axis.get_legend_handles_labels()):
            seen.setdefault(label, handle)
    if not seen:
        figure.savefig(path, dpi=110)
        plt.close(figure)
        return
    figure.legend(seen.values(), seen.keys(), loc="outside lower center", ncols=min(8, len(seen)), frameon=False, fontsize=9)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def figure_of(count, rows, width=6.2):
    figure, axes = plt.subplots(1, count, figsize=(width * count, max(2.6, 0.26 * rows + 1.2)), layout="constrained",
                                squeeze=False)
    return figure, list(axes[0])


def main():
    folder = Path(sys.argv[1])
    for section, names in (("translate", ["cpu", "memory"]), ("size", ["bytes", "cc-O2", "so"])):
        tables = load(folder, section)
        if tables:
            figure, axes = figure_of(len(names), 8, 4.8)
            for axis, name in zip(axes, names):
                dots(axis, tables[name])
            for axis in axes[1:]:
                axis.set_yticklabels([])
            finish(figure, axes, folder / f"{section}.png")
    tables = load(folder, "talk")
    if tables:
        rows = sum(len(cells) for cells in tables["pairs"]["cases"].values())
        figure, axes = figure_of(2, rows + 4, 6)
        bars(axes[0], tables["pairs"])
        bars(axes[1], tables["primes"])
        finish(figure, axes, folder / "talk.png")
    tables = load(folder, "calls")
    if tables:
        figure, axes = figure_of(1, len(tables["calls"]["cases"]), 9)
        ratios(axes[0], tables["calls"], "Cython", ["Cyrus"], "Cyrus's calls, compared with Cython's")
        finish(figure, axes, folder / "calls.png")
    for section, variants in (("kernels", ["Cython", "Cyrus"]), ("programs", ["Cython", "Cyrus"])):
        tables = load(folder, section)
        if tables:
            rows = max(len(table["cases"]) for table in tables.values())
            figure, axes = figure_of(len(tables), rows, 5 if len(tables) > 2 else 6)
            for axis, table in zip(axes, tables.values()):
                ratios(axis, table, table["variants"][0], variants, table["title"])
            for axis in axes[1:]:
                axis.set_yticklabels([])
            finish(figure, axes, folder / f"{section}.png")


main()
