"""Tables as text and as Markdown, and the page with all results."""
import json
import time

from .measure import Table


def number(value, digits=3):
    """A number with the given significant digits and no exponent."""
    if isinstance(value, int):
        return f"{value:,}"
    if value == 0:
        return "0"
    magnitude = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    if magnitude >= digits:
        return f"{value:,.0f}"
    if magnitude == 0:
        return f"{value:.{digits}g}" if abs(value) >= 1e-4 else f"{value:.2e}"
    return f"{value:.{digits - magnitude}f}"


def cell_text(table, case, variant):
    cell = table.get(case, variant)
    if cell.error:
        return "failed"
    if not cell:
        return "-"
    text = number(cell.median, table.digits)
    if len(cell.values) > 1 and cell.low != cell.high:
        text += f" ({number(cell.low, table.digits)}-{number(cell.high, table.digits)})"
    return text


def ratio_text(ratio):
    return f"{number(ratio)}x" if ratio else "-"


def rows_of(table):
    """Header and rows: each variant's median with its range, then how many times better than the base each is."""
    used = [v for v in table.variants if any(table.get(c, v) or table.get(c, v).error for c in table.cases)]
    compared = [v for v in table.versus if v in used and table.base in used]
    header = ["", *used, *(f"{v} vs {table.base}" for v in compared)]
    rows = [[case, *(cell_text(table, case, v) for v in used), *(ratio_text(table.ratio(case, v)) for v in compared)]
            for case in table.cases]
    if table.mean and len(table.cases) > 1 and compared:
        means = [table.geometric_mean(v) for v in compared]
        rows.append(["geometric mean", *("" for _ in used),
                     *(f"{ratio_text(mean)} of {count}" if 0 < count < len(table.cases) else ratio_text(mean)
                       for mean, count in means)])
    return header, rows


def reasons(table):
    """The failures with the same reason on one line: (who, why)."""
    grouped = {}
    for case, variant, why in failures(table):
        grouped.setdefault((variant, why), []).append(case)
    for (variant, why), cases in grouped.items():
        yield f"{variant}, {'every case' if len(cases) == len(table.cases) > 1 else ', '.join(cases)}", why


def failures(table):
    """(case, variant, why) of every cell that failed."""
    return [(case, variant, cell.error) for case, cells in table.cases.items()
            for variant, cell in cells.items() if cell.error]


def as_text(table):
    header, rows = rows_of(table)
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = [f"\n{table.title} [{table.unit}]" + ("" if not table.more else ", more is better")]
    for row in [header, *rows]:
        lines.append("  " + "  ".join(word.ljust(w) if i == 0 else word.rjust(w)
                                      for i, (word, w) in enumerate(zip(row, widths))))
    lines += [f"  ! {who}: {why}" for who, why in reasons(table)]
    return "\n".join(lines)


def as_markdown(table):
    header, rows = rows_of(table)
    lines = [f"### {table.title}", "", f"In {table.unit}" + (" (more is better)." if table.more else "."), ""]
    if table.note:
        lines[-2] += f" {table.note}"
    lines.append("| " + " | ".join(header) + " |")
    lines.append("|" + "---|" + "---:|" * (len(header) - 1))
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    failed = list(reasons(table))
    if failed:
        lines += ["", *(f"- {who}: `{why.replace('`', chr(39))}`" for who, why in failed)]
    return "\n".join(lines)


def save(folder, section, tables, versions, settings):
    """Writes one section's results; the file is replaced as a whole."""
    folder.mkdir(exist_ok=True)
    data = {"section": section, "date": time.strftime("%Y-%m-%d"), "versions": versions, "settings": settings,
            "tables": [table.as_json() for table in tables]}
    target = folder / f"{section}.json"
    partial = target.with_suffix(".partial")
    partial.write_text(json.dumps(data, indent=1) + "\n")
    partial.replace(target)


def page(folder, titles):
    """The Markdown page over every section that has results."""
    lines = ["# Results", "",
             "Written by `bench/run.py`; see [README.md](README.md) for what each number means. A cell is the median over",
             "the rounds with the smallest and the largest in brackets; a ratio is one of medians, and above 1 means better",
             "than the column it is compared with. `failed` is explained below its table."]
    for section, title in titles.items():
        path = folder / f"{section}.json"
        if not path.is_file():
            continue
        data = json.loads(path.read_text())
        lines += ["", f"## {title}", "", f"{data['date']}. " + "; ".join(f"{k}: {v}" for k, v in data["versions"].items())
                  + ". " + "; ".join(f"{k}: {v}" for k, v in data["settings"].items()) + "."]
        plot = folder / f"{section}.png"
        for table in map(Table.from_json, data["tables"]):
            lines += ["", as_markdown(table)]
        if plot.is_file():
            lines += ["", f"![{title}](results/{plot.name})"]
    return "\n".join(lines) + "\n"
