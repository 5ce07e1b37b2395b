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


def bars(axis, table, variants=None, log=False):
    """Horizontal bars, one group a case, each with its value; whiskers are minimum and maximum."""
    cases = list(table["cases"])
    variants = [v for v in (variants or table["variants"]) if any(value(table, c, v) for c in cases)]
    height = 0.8 / max(1, len(variants))
    top = 0
    for place, variant in enumerate(variants):
        for row, case in enumerate(cases):
            cell = value(table, case, variant)
            if not cell:
                continue
            y = row + (place - (len(variants) - 1) / 2) * height
            axis.barh(y, cell["median"], height * 0.92, color=colour(variant),
                      alpha=0.6 if variant.endswith("-O3") else 1, label=variant if row == first(table, variant) else None)
            axis.plot([cell["min"], cell["max"]], [y, y], color="black", linewidth=0.8, alpha=0.6)
            axis.annotate(short(cell["median"]), (cell["max"], y), xytext=(4, 0), textcoords="offset points",
                          va="center", fontsize=7.5)
            top = max(top, cell["max"])
    axis.set_yticks(range(len(cases)), cases)
    axis.invert_yaxis()
    if log:
        axis.set_xscale("log")
        axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: short(x)))
    else:
        axis.set_xlim(0, top * 1.16)
    axis.set_xlabel(table["unit"] + (", logarithmic" if log else ""))
    axis.set_title(table["title"], fontsize=10, loc="left")
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
        if xs:
            axis.hlines(ys, lows, highs, color=colour(variant), alpha=0.4, linewidth=3)
            axis.plot(xs, ys, "o", color=colour(variant), label=variant, markersize=5)
    axis.axvline(1, color="black", linewidth=0.8)
    axis.set_xscale("log", base=2)
    axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}x"))
    axis.xaxis.set_minor_formatter(NullFormatter())
    axis.set_yticks(range(len(cases)), cases, fontsize=8)
    axis.invert_yaxis()
    axis.set_title(title, fontsize=10, loc="left")
    axis.set_xlabel(f"times as fast as {base}, logarithmic; right is better")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(alpha=0.25)
    axis.set_axisbelow(True)


def finish(figure, axes, path):
    seen = {}
    for axis in axes:
        for handle, label in zip(*axis.get_legend_handles_labels()):
            seen.setdefault(label, handle)
    figure.legend(seen.values(), seen.keys(), loc="outside lower center", ncols=min(8, len(seen)), frameon=False, fontsize=9)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def figure_of(count, rows, width=6.2):
    figure, axes = plt.subplots(1, count, figsize=(width * count, max(2.4, 0.4 * rows + 1.3)), layout="constrained",
                                squeeze=False)
    return figure, list(axes[0])


def main():
    folder = Path(sys.argv[1])
    for section, names in (("translate", ["cpu", "memory"]), ("size", ["bytes", "cc-O2", "so"])):
        tables = load(folder, section)
        if tables:
            figure, axes = figure_of(len(names), 6, 5)
            for axis, name in zip(axes, names):
                bars(axis, tables[name], log=True)
                axis.set_xlim(right=axis.get_xlim()[1] * 3)
            finish(figure, axes, folder / f"{section}.png")
    tables = load(folder, "talk")
    if tables:
        figure, axes = figure_of(2, 13, 6.5)
        bars(axes[0], tables["pairs"])
        bars(axes[1], tables["primes"])
        finish(figure, axes, folder / "talk.png")
    tables = load(folder, "calls")
    if tables:
        figure, axes = figure_of(1, 24, 9)
        ratios(axes[0], tables["calls"], "Cython", ["Cyrus"], "Calls, compared with Cython")
        finish(figure, axes, folder / "calls.png")
    tables = load(folder, "kernels")
    if tables:
        figure, axes = figure_of(3, 30, 5.4)
        for axis, table in zip(axes, tables.values()):
            plain = table["variants"][0]
            ratios(axis, table, plain, ["Cython", "Cyrus"], table["title"])
        for axis in axes[1:]:
            axis.set_yticklabels([])
        finish(figure, axes, folder / "kernels.png")
    tables = load(folder, "programs")
    if tables:
        figure, axes = figure_of(len(tables), 14, 6)
        for axis, table in zip(axes, tables.values()):
            ratios(axis, table, "CPython", ["Cython", "Cyrus"], table["title"])
        finish(figure, axes, folder / "programs.png")


main()
