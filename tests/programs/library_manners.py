# test: what modules of the standard library lean on: builtins that tests exchange, text that is run with this module's
# features, annotations with numbers that may be None, a module that names itself anew, functions that are marked
"""
>>> from unittest import mock
>>> with mock.patch("builtins.open", return_value="a file"):
...     opened("nowhere")
'a file'
>>> with mock.patch(__name__ + ".print", create=True) as printed:
...     say("spam")
>>> printed.call_args
call('spam')
>>> say("spam")
spam

>>> asks_from_afar("def f(a: unknown): pass")
'unknown'
>>> run_text("def f(a: int): pass")
<class 'int'>
>>> asks_from_afar("def f(a: int): pass")
<class 'int'>
>>> evaluated("  a + b", {"a": 1}, {"b": 2}), evaluated(b"a", {"a": 5}, None)
(3, 5)
>>> evaluated("a +", {}, None)
Traceback (most recent call last):
SyntaxError: invalid syntax
>>> evaluated(compile("a * 2", "x", "eval"), {"a": 4}, None)
8

>>> later(10), later(1.5), later(None), later(Half(2))
(10.0, 1.5, None, 2.0)
>>> later("1")
Traceback (most recent call last):
TypeError: Argument 'delay' has incorrect type (expected float, got str)
>>> count(3), count(None), count(True)
(3, None, 1)
>>> count(1.5)
Traceback (most recent call last):
TypeError: Argument 'n' has incorrect type (expected int, got float)

>>> without_sets(), {1} in {frozenset([1])}
([{1}], True)

>>> made_elsewhere()
('elsewhere', 'elsewhere', True)

>>> annotated()
([], ['x'], 'unknown', {})
>>> list(delegates())
[None]
>>> evaluated("here is evaluated", None, {"here": evaluated})
True

>>> marked._is_coroutine
'mark'
>>> unmarked._is_coroutine
False
>>> del marked._is_coroutine
>>> marked._is_coroutine
False
"""
from typing import Optional


def opened(name):
    return open(name)


def say(text):
    print(text)


def run_text(source):
    space = {}
    exec(source, space)
    return space["f"].__annotations__["a"]


def asks_from_afar(source):
    """Calls run_text from a frame whose code has another feature."""
    import __future__

    flags = __future__.annotations.compiler_flag
    code = compile("result = run(source)", "afar", "exec", flags)
    space = {"run": run_text, "source": source}
    try:
        exec(code, space)
    except NameError as error:
        return str(error).split("'")[1]
    return space["result"]


def evaluated(source, globals, locals):
    return eval(source, globals, locals)


class Half(float):
    pass


def later(delay: Optional[float]):
    return delay


def count(n: Optional[int]):
    return n


def without_sets():
    s = {frozenset([1]), frozenset([2])}
    s.discard({2})
    s.discard({3})
    return [set(x) for x in s]


def made_elsewhere():
    global __name__
    own = __name__
    __name__ = "elsewhere"
    try:

        class C:
            pass

        def f():
            pass

        return C.__module__, f.__module__, globals()["__name__"] == "elsewhere"
    finally:
        __name__ = own


def annotated():
    class C:
        before = list(__annotations__)
        x: int
        after = list(__annotations__)

    def f():
        (unknown): int
        return unknown

    try:
        f()
    except UnboundLocalError:
        name = "unbound"
    except NameError:
        name = "unknown"

    class D:
        if False:
            y: int
        del __annotations__

    return C.before, C.after, name, D.__dict__.get("__annotations__", {})


def delegates():
    me = []

    def inner():
        yield me[0].gi_yieldfrom

    def outer():
        yield from inner()

    me.append(outer())
    return me[0]


def marked():
    pass


def unmarked():
    pass


marked._is_coroutine = "mark"
