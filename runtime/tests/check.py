"""Comparing what the runtime does with what Python does."""
import gc
import operator
import sys


def outcome(f, *args):
    """The result with its type, or the exception with its text."""
    try:
        r = f(*args)
        return type(r), repr(r)
    except Exception as e:
        return type(e), str(e)


def same(f, g, *args):
    a, b = outcome(f, *args), outcome(g, *args)
    assert a == b, "%s%r: %r, Python says %r" % (f.__name__, args, a, b)


def fails(kind, text, f, *args, **kw):
    try:
        f(*args, **kw)
    except kind as e:
        assert type(e) is kind and str(e) == text, "%r, expected %r" % (str(e), text)
    else:
        raise AssertionError("no exception: " + text)


def no_leak(f, *args):
    """Reference counts of the arguments stay, also when f raises."""
    for _ in range(3):
        outcome(f, *args)
    gc.collect()
    before = [sys.getrefcount(a) for a in args]
    for _ in range(20):
        outcome(f, *args)
    gc.collect()
    after = [sys.getrefcount(a) for a in args]
    assert all(abs(a - b) < 5 for a, b in zip(before, after)), (f.__name__, args, before, after)
