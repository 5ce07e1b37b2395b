# test: f-strings whose ints become text when the whole is made
"""What is formatted, when, and what comes out, is what Python says, whatever stands between the braces."""
import sys

NUMBERS = [0, 1, 9, 10, 99, 100, 101, 999, 1000, 12345, 2 ** 15, 2 ** 30 - 1, 2 ** 30, 2 ** 31, 2 ** 60, 2 ** 61, 2 ** 62 - 1, 2 ** 62,
           2 ** 63 - 1, 2 ** 63, 2 ** 64, 10 ** 18, 10 ** 19, 10 ** 30]
NUMBERS += [-n for n in NUMBERS]


def pieces(n):
    m = n + 0
    return f"{n}", f"{m}", f"<{n}{m}>", f"{m}é{m + 1}", f"日{m}{n}", f"\U0001f600{m * 1}", str(m), str(n), f"{m!s}{m!r}", f"{m:>5}{n:<3d}"


def test_numbers():
    for n in NUMBERS:
        d = "%d" % n
        e = "%d" % (n + 1)
        assert pieces(n) == (d, d, "<" + d + d + ">", d + "é" + e, "日" + d + d, "\U0001f600" + d, d, d, d + d, d.rjust(5) + d.ljust(3)), n
    for n in range(-1200, 1200):
        d = "%d" % n
        assert f"{n + 0}" == d and f"{n}{n * 2}" == d + "%d" % (n * 2)
        assert hash(f"{n}") == hash(d) and f"{n}".isascii() and len(f"-{n}") == len(d) + 1


class Int(int):
    def __format__(self, spec):
        return "I" + spec

    def __str__(self):
        return "text"


class Text(str):
    def __format__(self, spec):
        return "T" + spec

    def __str__(self):
        return "other"


class Bad:
    def __format__(self, spec):
        return 3


def both(a, b):
    return f"{a}{b}"


def spec(a, b):
    return f"{a:{b}}"


def outcome(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e), str(e)


def test_others():
    for a, shown in [(True, "True"), (None, "None"), (1.5, "1.5"), (1.0, "1.0"), (1j, "1j"), (b"x", "b'x'"), ([1], "[1]"), (Int(4), "I"),
                     (Text("x"), "T"), (float("nan"), "nan"), (-0.0, "-0.0"), (Int, str(Int))]:
        assert both(a, 7) == shown + "7" and both(7, a) == "7" + shown and both(a, "") == shown, a
    assert outcome(both, 1, Bad())[0] is TypeError and outcome(both, Bad(), 1)[0] is TypeError
    assert type(both(Text("a"), "")) is str and f"{Text('x')!s}" == "other" and str(Int(3)) == "text"


def test_specs():
    for value in [0, 7, -7, 1234567, 2 ** 70, 1.5, -1234.5678, "abc", "é", Int(5), Text("u"), True, None]:
        for s in ["", "5", ">9", "<9", "^9", "d", "x", "08.2f", ",", ".2", "s", "e", "%", "bad", "{}", "é>6"]:
            assert outcome(spec, value, s) == outcome(lambda: value.__format__(str.__str__(s))), (value, s)


log = []


class Noted:
    def __init__(self, name):
        self.name = name

    def __format__(self, spec):
        log.append(self.name)
        return self.name


def note(n):
    log.append(n)
    return n


def test_order():
    del log[:]
    assert f"{note(1)}{Noted('a')}{note(2)}{Noted('b')}" == "1a2b" and log == [1, "a", 2, "b"]


def changed(n):
    n = n + 1
    text = f"{n}{(n := n * 2)}{n}"
    return text, n


def in_generator(n):
    got = f"<{n}{(yield f'{n}')}{n + 1}>"
    yield got


def in_closure(n):
    n = n + 0

    def bump():
        nonlocal n
        n += 1
        return n
    return f"{n}{bump()}{n}{bump()}"


def test_values_of_their_time():
    assert changed(4) == ("51010", 10) and changed(2 ** 61) == ("%d%d%d" % (2 ** 61 + 1, 2 ** 62 + 2, 2 ** 62 + 2), 2 ** 62 + 2)
    g = in_generator(5)
    assert next(g) == "5" and g.send(9) == "<596>"
    g = in_generator(2 ** 62)
    assert next(g) == "%d" % 2 ** 62 and g.send("x") == "<%dx%d>" % (2 ** 62, 2 ** 62 + 1)
    g = in_generator(3)
    next(g)
    g.close()
    assert in_closure(1) == "1223"


def test_ends():
    class Raises:
        def __format__(self, spec):
            raise KeyError(spec)
    for n in NUMBERS:
        assert outcome(both, n, Raises()) == (KeyError, "''")

        def late():
            m = n - 1
            return f"{m}{m + 1}{Raises()}"
        assert outcome(late) == (KeyError, "''")
    if hasattr(sys, "set_int_max_str_digits"):
        assert outcome(both, 10 ** 5000, 1)[0] is ValueError

