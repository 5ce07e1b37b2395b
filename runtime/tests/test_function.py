import gc, inspect, pickle, sys, traceback, weakref
import cyrus_function as t
from check import same, fails, outcome, no_leak

def p_add(a, b, c=2): return a, b, c
def p_star(a, /, b, *rest, x=2, y, **more): return a, b, x, y, rest, more
def p_only(a, *, x, y=2): return a, x, y
def agree(f, g, *a, **k):
    x, y = outcome(lambda: f(*a, **k)), outcome(lambda: g(*a, **k))
    assert x == y if y[0] is tuple else x[0] is y[0], (x, y)
class Str(str): pass
for f, g in [(t.add, p_add), (t.star, p_star), (t.only, p_only)]:
    for n in range(6):
        for k in [{}, {"a": 1}, {"b": 1}, {"c": 1}, {"x": 1}, {"y": 1}, {"x": 1, "y": 3}, {"b": 1, "y": 2}, {"z": 5, "y": 1}, {"b": 3, "c": 9}, {Str("y"): 7}, {Str("b"): 7, "y": 1}]:
            agree(f, g, *range(n), **k); agree(lambda *a, **k: t.tuple_call(f, a, k), g, *range(n), **k) if f is t.star else None
    assert inspect.signature(f) == inspect.signature(g), inspect.signature(f)
    assert inspect.getfullargspec(f) == inspect.getfullargspec(g)
fails(TypeError, "add() takes at least 2 positional arguments (1 given)", t.add, 1)
fails(TypeError, "add() takes at most 3 positional arguments (4 given)", t.add, 1, 2, 3, 4)
fails(TypeError, "none() takes exactly 0 positional arguments (1 given)", t.none, 1)
fails(TypeError, "add() got an unexpected keyword argument 'z'", t.add, 1, z=1)
fails(TypeError, "add() got multiple values for keyword argument 'a'", t.add, 1, a=1)
fails(TypeError, "only() needs keyword-only argument x", t.only, 1)
fails(TypeError, "star() takes at least 2 positional arguments (0 given)", t.star)
t.add.__defaults__ = (1, 2); assert t.add(0) == (0, 1, 2); t.add.__defaults__ = None; fails(TypeError, "add() takes exactly 3 positional arguments (2 given)", t.add, 1, 2)
t.only.__kwdefaults__["x"] = 9; assert t.only(1) == (1, 9, 2); del t.only.__kwdefaults__["x"]; fails(TypeError, "only() needs keyword-only argument x", t.only, 1)
assert t.add.__doc__ == "Adds." and t.add.__name__ == "add" and t.closed.__qualname__ == "Some.closed" and t.add.__module__ == "cyrus_function" and t.add.__globals__ is t.__dict__
assert type(t.add).__name__ == "cython_function_or_method" and repr(t.add).startswith("<cyfunction add at 0x")
fails(TypeError, "__name__ must be set to a string object", setattr, t.add, "__name__", 3)
t.add.extra = 5; assert t.add.__dict__ == {"extra": 5} and t.add.__annotations__ == {}
assert pickle.loads(pickle.dumps(t.none)) is t.none and weakref.ref(t.none)() is t.none
class C: m = t.add; s = staticmethod(t.none)
o = C(); assert o.m(1, 2) == (o, 1, 2) and C.m(1, 2, 3) == (1, 2, 3) and C.s() is None and o.s() is None
assert t.add.__code__.co_varnames[t.add.__code__.co_argcount:] == ("total", "rest") and t.add.__code__.co_nlocals == 5
assert t.closed() == 2 and t.closed.__code__.co_flags & 0x80 and t.closed.__closure__ is None
fails(TypeError, "cannot create 'cython_function_or_method' instances", type(t.add)) if sys.version_info >= (3, 10) and "_cyrus" not in outcome(type(t.add))[1] else None
assert outcome(type(t.add))[0] is TypeError

e = KeyError(3); assert t.fail(e) is e and sys.exc_info() == (None, None, None) and e.__traceback__.tb_lineno == 8
assert isinstance(t.fail(KeyError), KeyError)
for x in [ValueError("v"), ZeroDivisionError]:
    try: t.fail(x)
    except Exception as e:
        entry = traceback.extract_tb(e.__traceback__)
        assert [(f.filename, f.lineno, f.name) for f in entry[1:]] == [("some/file.pyx", 7, "fail"), ("some/file.pyx", 8, "fail")], entry
        assert e.__traceback__.tb_next.tb_frame.f_globals is t.__dict__
    else: assert 0
fails(TypeError, "exceptions must derive from BaseException", t.fail, 3)
again = KeyError(1); again.again = 1
try:
    raise IndexError
except IndexError as outer:
    try: t.fail(again)
    except KeyError as e: assert e is again and e.__context__ is outer
    assert sys.exc_info()[1] is outer
    assert t.fail(KeyError()).__context__ is outer and sys.exc_info()[1] is outer
    same(t.reraise, lambda: (_ for _ in ()).throw(outer))
fails(RuntimeError, "No active exception to reraise", t.reraise)
def py_from(a, b): raise a from b
for a in [ValueError("x"), ValueError, 3]:
    for b in [KeyError("y"), KeyError, None, 4]:
        same(t.raise_from, py_from, a, b)
try: t.raise_from(ValueError, KeyError)
except ValueError as e: assert isinstance(e.__cause__, KeyError) and e.__suppress_context__
tb = again.__traceback__
try: t.raise_three(ValueError, "text", tb)
except ValueError as e: assert str(e) == "text" and e.__traceback__.tb_next is tb
fails(TypeError, "raise: arg 3 must be a traceback or None", t.raise_three, ValueError, None, 3)
class A: pass
for f in [lambda x: t.add(x, x, x), lambda x: t.star(x, x, y=x), lambda x: t.star(x, x, x, y=x, q=x), lambda x: t.star(x, q=x), lambda x: t.add(x), lambda x: t.add(1, a=x), lambda x: t.fail(x)]:
    no_leak(f, A())
gc.collect()
