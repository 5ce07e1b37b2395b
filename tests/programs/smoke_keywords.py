# test: arguments by name in every order
"""Which parameter an argument goes to does not depend on the order of the names, nor on whose strings they are."""
import itertools

SOURCE = """
def plain(a, b, c): return a, b, c
def defaults(a, b=2, c=3, d=4): return a, b, c, d
def only(a, b=2, *, c, d=4): return a, b, c, d
def positional(a, b=2, /, c=3, d=4): return a, b, c, d
def star(a, *r, b=2, **k): return a, r, b, sorted(k.items())
def nothing(): return 0
"""


def plain(a, b, c): return a, b, c
def defaults(a, b=2, c=3, d=4): return a, b, c, d
def only(a, b=2, *, c, d=4): return a, b, c, d
def positional(a, b=2, /, c=3, d=4): return a, b, c, d
def star(a, *r, b=2, **k): return a, r, b, sorted(k.items())
def nothing(): return 0


def outcome(f, args, kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError:
        return "refused"


class Name(str):
    pass


def test_orders():
    space = {}
    exec(SOURCE, space)
    for f in [plain, defaults, only, positional, star, nothing]:
        g = space[f.__name__]
        for n in range(5):
            for k in range(5):
                for names in itertools.permutations("abcdx", k):
                    args = [10 + i for i in range(n)]
                    kwargs = {name: name.upper() for name in names}
                    assert outcome(f, args, kwargs) == outcome(g, args, kwargs), (f, args, kwargs)
                    # strings that are equal, but not the same
                    kwargs = {"".join([name, ""]).join(["", ""]) or Name(name): i for i, name in enumerate(names)}
                    assert outcome(f, args, kwargs) == outcome(g, args, kwargs), (f, args, kwargs)


def test_changed_defaults():
    def f(a, b=1, c=2):
        return a, b, c
    assert f(0) == (0, 1, 2) and f(0, c=5) == (0, 1, 5) and f(a=1, b=2, c=5) == (1, 2, 5) and f(c=5, a=1) == (1, 1, 5)
    f.__defaults__ = (7,)
    assert f(0, 1) == (0, 1, 7) and f(0, b=3) == (0, 3, 7) and outcome(f, (0,), {}) == "refused" and outcome(f, (0,), {"c": 1}) == "refused"
    f.__defaults__ = (7, 8, 9)
    assert f() == (7, 8, 9) and f(c=1) == (7, 8, 1)
    f.__defaults__ = None
    assert outcome(f, (1, 2), {}) == "refused" and f(1, c=3, b=2) == (1, 2, 3)
    f.__kwdefaults__ = {"x": 1}
    assert f(1, c=3, b=2) == (1, 2, 3)
