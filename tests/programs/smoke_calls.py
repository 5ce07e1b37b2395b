"""Calls of the module's own functions stay what Python says they are, whatever happens to the names meanwhile."""
import builtins
import sys
import traceback

ME = sys.modules[__name__]
LOG = []


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def both(a, b=10):
    return a, b


def many(a, b, c, d, e, f):
    return f, e, d, c, b, a


def note(x):
    LOG.append(x)
    return x


def call_fib(n):
    return fib(n)


def call_both(a, b):
    return both(a, b)


def call_short(a):
    return both(a)


def call_many(x):
    return many(x, note(1), note(2), note(3), note(4), note(5))


def outcome(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        return type(e).__name__


def rebind(value):
    global fib
    fib = value
    return 1


def late(n):
    return fib(rebind(lambda n: "new") + n)


class Number(int):
    def __sub__(self, other):
        return Number(int(self) - other)

    def __lt__(self, other):
        return int(self) < other

    def __add__(self, other):
        return "added"


def test_arguments_of_any_type():
    assert [fib(n) for n in range(12)] == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
    assert fib(True) is True and fib(-3) == -3 and fib(2.5) == 2.0, fib(2.5)
    assert outcome(fib, "a") == "TypeError" and outcome(fib, None) == "TypeError"
    assert fib(Number(2)) == "added" and outcome(fib, Number(5)) == "TypeError"
    assert outcome(fib, 10 ** 6) == "RecursionError" and outcome(fib, 2 ** 70) == "RecursionError"
    assert call_many(0) == (5, 4, 3, 2, 1, 0) and LOG == [1, 2, 3, 4, 5]
    LOG.clear()


def test_recursion_limit():
    old = sys.getrecursionlimit()
    depth = len(traceback.extract_stack())
    sys.setrecursionlimit(depth + 100)
    try:
        assert outcome(fib, 300) == "RecursionError"
        assert fib(15) == 610
    finally:
        sys.setrecursionlimit(old)
    assert fib(16) == 987


def test_names_that_are_bound_anew():
    old = fib
    try:
        ME.fib = lambda n: ("lambda", n)
        assert call_fib(3) == ("lambda", 3)
        ME.fib = len
        assert call_fib("four") == 4
        ME.fib = both
        assert call_fib(3) == (3, 10)
        ME.__dict__["fib"] = old
        assert call_fib(10) == 55
        exec("fib = lambda n: -n", ME.__dict__)
        assert call_fib(5) == -5
        del ME.fib
        assert outcome(call_fib, 5) == "NameError"
        builtins.fib = lambda n: ("builtin", n)
        assert call_fib(5) == ("builtin", 5)
        del builtins.fib
        assert outcome(call_fib, 5) == "NameError"
    finally:
        ME.fib = old
    assert call_fib(10) == 55


def test_names_that_change_in_mid_recursion():
    old = fib

    def flip(n):
        ME.fib = old
        return 7

    try:
        ME.fib = flip
        assert old(6) == 7 + old(4) and ME.fib is old
        ME.fib = lambda n: old(n) * 2 ** 61 if n > 0 else 1
        assert old(10) == 2 ** 61 * old(9) + 2 ** 61 * old(8) or old(10) > 2 ** 61
    finally:
        ME.fib = old
    assert call_fib(12) == 144


def test_the_function_is_looked_up_before_its_arguments():
    old = fib
    assert late(5) == "newnew"
    assert fib is not old and call_fib(5) == "new"
    rebind(old)


def test_defaults():
    # a function keeps the defaults that it had: its callers borrow from them
    if test_defaults.__dict__.setdefault("is_done", False):
        return
    test_defaults.is_done = True
    assert call_short(1) == (1, 10) and call_both(1, 2) == (1, 2)
    old = both.__defaults__
    both.__defaults__ = (20,)
    assert call_short(1) == (1, 20) and call_both(1, 2) == (1, 2)
    both.__defaults__ = None
    assert outcome(call_short, 1) == "TypeError" and call_both(1, 2) == (1, 2)
    both.__defaults__ = old
    assert call_short(1) == (1, 10)


def test_functions_that_change_places():
    one, two = both, note
    ME.both, ME.note = two, one
    try:
        assert outcome(call_both, 1, 2) == "TypeError"
        ME.both = lambda *args, **kw: (args, kw)
        assert call_both(1, 2) == ((1, 2), {})
    finally:
        ME.both, ME.note = one, two
    assert call_both(1, 2) == (1, 2)


def test_a_large_module():
    for i in range(2000):
        setattr(ME, "filler%d" % i, i)
    assert call_fib(12) == 144
    for i in range(2000):
        delattr(ME, "filler%d" % i)
    assert call_fib(12) == 144


COUNT = 0


def counted(n):
    global COUNT
    COUNT += 1
    return n if n < 2 else counted(n - 1) + counted(n - 2)


def test_globals_that_change_all_the_time():
    global COUNT
    COUNT = 0
    assert counted(12) == 144 and COUNT == 465


HOLD = []


class Item:
    gone = 0

    def __del__(self):
        Item.gone += 1


def let_go(item):
    HOLD.clear()
    before = Item.gone
    kept = item
    item = None
    return before, Item.gone, type(kept).__name__


def test_lives_of_arguments():
    Item.gone = 0
    HOLD.append(Item())
    assert let_go(HOLD[0]) == (0, 0, "Item")
    assert Item.gone == 1
    x = Item()
    assert let_go(x) == (1, 1, "Item") and Item.gone == 1
    del x
    assert Item.gone == 2


def deep(n):
    if n == 0:
        return 1 // n
    return deep(n - 1)


def remove_myself(n):
    global remove_myself
    del remove_myself
    return n + 1


def call_remove():
    return remove_myself(41)


def test_tracebacks():
    kept = remove_myself
    try:
        deep(3)
    except ZeroDivisionError as e:
        rows = [(row.name, row.lineno) for row in traceback.extract_tb(e.__traceback__)][1:]
    start = deep.__code__.co_firstlineno
    assert rows == [("deep", start + 3)] * 3 + [("deep", start + 2)], rows
    assert call_remove() == 42
    assert outcome(call_remove) == "NameError"
    globals()["remove_myself"] = kept


def twice(f):
    return lambda *args: f(f(*args))


@twice
def plus_one(n):
    return n + 1


def call_plus(n):
    return plus_one(n)


def test_decorators():
    assert call_plus(1) == 3


def walk(n):
    if n:
        yield n
        yield from walk(n - 1)


def test_generators():
    assert list(walk(4)) == [4, 3, 2, 1]
    old = walk
    ME.walk = lambda n: [0]
    assert list(old(4)) == [4, 0]
    ME.walk = old
