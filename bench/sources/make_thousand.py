"""Writes a plain Python module of a given number of lines, the same text each time: `make_thousand.py [LINES]`.

The text is that of ordinary code without types: functions with defaults, classes with methods, comprehensions, string
formatting, exceptions, dictionaries, generators. Names, numbers and operators vary from block to block, so that neither
compiler can share what it makes of two blocks. The module's `run()` calls every block and returns a number.
"""
import sys

WORDS = ["order", "stock", "route", "match", "ledger", "sensor", "parcel", "ticket", "vessel", "recipe", "matrix"]
FIELDS = ["weight", "price", "size", "rank", "level", "score", "count"]
HEAD = '''"""An inventory of unrelated calculations, written by bench/sources/make_thousand.py."""
LIMITS = {"low": 3, "middle": 17, "high": 101}


class Problem(ValueError):
    """What the checks below raise."""


'''
BLOCKS = ['''def {word}_total(items, start={a}):
    """The sum of what is above the mean, with a bonus for every {b}th."""
    total = start
    mean = sum(items) / len(items) if items else 0
    for position, item in enumerate(items):
        if item > mean:
            total += item
        elif position % {b} == 0:
            total -= item {op} {c}
        else:
            continue
        if total > {big}:
            break
    return total


''', '''class {Word}:
    """A {word} with a {field}."""

    known = {{}}

    def __init__(self, name, {field}={a}):
        self.name = name
        self.{field} = {field}
        self.history = [{field}]
        {Word}.known[name] = self

    def change(self, amount):
        if amount < -{b}:
            raise Problem(f"{{self.name}}: {{amount}} is too little")
        self.{field} += amount
        self.history.append(self.{field})
        return self

    def describe(self, width={c}):
        parts = [f"{{value:>{{width}}}}" for value in self.history[-{b}:]]
        return self.name.title() + ":" + ",".join(parts)


''', '''def {word}_index(records, key="{field}"):
    """Groups records by their first letter, and counts those without a key."""
    groups = {{}}
    missing = 0
    for name, record in records.items():
        try:
            value = record[key]
        except KeyError:
            missing += 1
            continue
        groups.setdefault(name[0], []).append((value, name))
    ordered = sorted(groups, key=lambda letter: (len(groups[letter]), letter))
    return [(letter, max(groups[letter])[1]) for letter in ordered], missing


''', '''def {word}_steps(value, limit={b}{c}):
    """The steps of a sequence until it repeats or gets too long."""
    seen = set()
    while value not in seen and len(seen) < limit:
        seen.add(value)
        yield value
        if value % 2:
            value = value * {odd} + 1
        else:
            value //= 2


''', '''def {word}_text(text, cut={b}):
    """Words longer than the cut, capitalised, with what is between them counted."""
    words = text.lower().split()
    longer = [word.capitalize() for word in words if len(word) > cut]
    counts = {{word: words.count(word) for word in words}}
    most = max(counts.values(), default=0)
    if not longer or most > {big}:
        return None
    first, *rest = longer
    return "%s(%d) %s" % (first, most, "-".join(reversed(rest)))


''', '''def {word}_check(low, high, *values, strict=False, **names):
    """Whether all values lie between two limits, named or not."""
    low = LIMITS.get(low, {a})
    high = LIMITS.get(high, {big})
    outside = [value for value in values if not low <= value <= high]
    for name, value in names.items():
        if value is None:
            continue
        if value < low or value > high and name != "{field}":
            outside.append(value)
    if outside and strict:
        raise Problem("outside: " + repr(outside))
    return len(values) - len(outside) {op} {c}


''']
CALLS = ["total += {word}_total(list(range({a}, {big}, 7)))",
         "total += len({Word}('{word}').change({b}).change({c}).describe())",
         "total += {word}_index({{n: {{'{field}': len(n)}} for n in WORDS}})[1]",
         "total += sum({word}_steps({big}))",
         "total += len({word}_text(' '.join(WORDS)) or '')",
         "total += {word}_check('low', 'high', *range({b}{c}), {field}={a})"]


def module(lines):
    """The module's text, with exactly that many lines (at least 100)."""
    blocks, calls, used, number = [], [], 0, 0
    while True:
        kind, turn = number % len(BLOCKS), number // len(BLOCKS)
        word = WORDS[(number * 5 + turn) % len(WORDS)] + f"_{turn}"
        names = {"word": word, "Word": word.title().replace("_", ""), "field": FIELDS[(number + turn) % len(FIELDS)],
                 "a": number * 37 % 23 + 1, "b": number * 11 % 5 + 2, "c": number * 7 % 9 + 1,
                 "big": 900 + number * 53 % 800, "odd": (3, 5, 7)[turn % 3], "op": "+-*"[number % 3]}
        block = BLOCKS[kind].format(**names)
        call = "    " + CALLS[kind].format(**names)
        tail = 5 + len(calls)
        if used + block.count("\n") + tail + 1 + HEAD.count("\n") > lines:
            break
        blocks.append(block)
        calls.append(call)
        used += block.count("\n")
        number += 1
    end = f"WORDS = {WORDS!r}\n\n\ndef run():\n    total = 0\n" + "\n".join(calls) + "\n    return total\n"
    text = HEAD + "".join(blocks)
    text += "# filled up to the number of lines that was asked for\n" * (lines - text.count("\n") - end.count("\n"))
    return text + end


if __name__ == "__main__":
    sys.stdout.write(module(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
