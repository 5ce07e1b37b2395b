"""Measuring: what a sample is, how variants take turns, and what is kept of them.

Every comparison is made inside one run: in each round every variant is measured once, the order rotates from round to
round, and what is compared are medians over the rounds. Minimum and maximum are always kept, so that a noisy machine
shows as what it is. Times are CPU times of the measured process unless a table says otherwise, because other work on
the machine lengthens wall time and not CPU time.
"""
import math
import statistics


class Failed(Exception):
    """A variant that cannot be measured: a refused source, a failing C compiler, a wrong result, a crash."""


class Cell:
    """The samples of one variant in one case, or why there are none."""

    def __init__(self, values=None, error=""):
        self.values = list(values or [])
        self.error = error

    def __bool__(self):
        return bool(self.values) and not self.error

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def low(self):
        return min(self.values)

    @property
    def high(self):
        return max(self.values)

    def as_json(self):
        if not self:
            return {"error": self.error}
        return {"median": self.median, "min": self.low, "max": self.high, "values": self.values}


class Table:
    """Cases (rows) by variants (columns) of one quantity; less is better, or more where `more` is set.

    `base` is the variant that the others are compared with, `versus` those that a ratio is shown for. A ratio above 1 always means "better than the base".
    """

    def __init__(self, name, title, unit, variants, base, more=False, note="", digits=3, mean=False,
                 versus=None):
        self.name, self.title, self.unit = name, title, unit
        self.variants, self.base, self.more = list(variants), base, more
        self.note, self.digits, self.mean = note, digits, mean
        self.versus = [v for v in variants if v != base] if versus is None else list(versus)
        self.cases = {}

    def cell(self, case, variant):
        return self.cases.setdefault(case, {}).setdefault(variant, Cell())

    def add(self, case, variant, value):
        self.cell(case, variant).values.append(value)

    def fail(self, case, variant, error):
        self.cell(case, variant).error = str(error)

    def get(self, case, variant):
        return self.cases.get(case, {}).get(variant, Cell())

    def take(self, results, reference, scale=1):
        """Adds what variants gave, `{(case, variant): [(value, digest)] or Failed}`, times `scale`.

        `reference(case)` is the key of the variant whose result the case's others must have.
        """
        for (case, variant), samples in results.items():
            wanted = results.get(reference(case))
            if isinstance(samples, Failed):
                self.fail(case, variant, samples)
            elif isinstance(wanted, list) and samples[0][1] != wanted[0][1]:
                self.fail(case, variant, f"wrong result: {samples[0][1]} instead of {wanted[0][1]}")
            else:
                for value, _ in samples:
                    self.add(case, variant, value * scale)

    def ratio(self, case, variant, base=None):
        """How many times better than the base, of medians; None where either is missing."""
        mine, other = self.get(case, variant), self.get(case, base or self.base)
        if not mine or not other or not mine.median or not other.median:
            return None
        return mine.median / other.median if self.more else other.median / mine.median

    def geometric_mean(self, variant, base=None):
        """Over the cases where both exist: (mean, number of cases)."""
        ratios = [self.ratio(case, variant, base) for case in self.cases]
        ratios = [ratio for ratio in ratios if ratio]
        if not ratios:
            return None, 0
        return math.exp(sum(map(math.log, ratios)) / len(ratios)), len(ratios)

    def as_json(self):
        rows = {}
        for case, cells in self.cases.items():
            rows[case] = {}
            for variant, cell in cells.items():
                row = cell.as_json()
                if variant != self.base:
                    row["times_better_than_base"] = self.ratio(case, variant)
                rows[case][variant] = row
        return {"name": self.name, "title": self.title, "unit": self.unit, "variants": self.variants,
                "base": self.base, "more_is_better": self.more, "note": self.note, "digits": self.digits,
                "mean": self.mean, "versus": self.versus, "cases": rows}

    @classmethod
    def from_json(cls, data):
        table = cls(data["name"], data["title"], data["unit"], data["variants"], data["base"],
                    data["more_is_better"], data["note"], data["digits"], data["mean"],
                    data.get("versus"))
        for case, cells in data["cases"].items():
            table.cases[case] = {name: Cell(cell.get("values"), cell.get("error", ""))
                                 for name, cell in cells.items()}
        return table


def interleave(rounds, jobs, progress=None):
    """Runs each job once a round, in an order that rotates; a job that raises `Failed` is left out from then on.

    `jobs` is a list of (key, function). Returns {key: the list of what the function returned, or the `Failed`}.
    """
    results = {key: [] for key, _ in jobs}
    alive = list(jobs)
    for number in range(rounds):
        shift = number % len(alive) if alive else 0
        for key, function in alive[shift:] + alive[:shift]:
            if progress:
                progress(f"round {number + 1}/{rounds}: {' '.join(map(str, key)) if isinstance(key, tuple) else key}")
            try:
                results[key].append(function())
            except Failed as error:
                results[key] = error
        alive = [job for job in alive if not isinstance(results[job[0]], Failed)]
    return results


def side_by_side(rounds, jobs, progress=None):
    """As `interleave` for jobs that measure all variants of a case at once: `jobs` is a list of (case, function), and a
    function returns {variant: what it gave, or a `Failed`}. Returns {(case, variant): the list of what it gave, or the `Failed`}.
    """
    results = {}
    for case, answers in interleave(rounds, jobs, progress).items():
        for variant in answers[0]:
            column = [answer[variant] for answer in answers]
            failed = [value for value in column if isinstance(value, Failed)]
            results[case, variant] = failed[0] if failed else column
    return results
