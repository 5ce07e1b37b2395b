import asyncio, collections.abc as abc, contextlib, gc, inspect, sys, types, typing, warnings, weakref
import cyrus_generator as t
from check import same, fails, outcome, no_leak

def p_echo(n):
    while True:
        try: got = yield n
        except KeyError as e:
            n = e; got = yield "caught"
        if got == "stop": return n
        if got == "raise": raise StopIteration
        n = got
def p_deleg(it): return (yield from it)

def script(make, steps):
    g = make(); log = []
    for step in steps:
        try: log.append(repr(getattr(g, step[0])(*step[1:]) if step[0] != "next" else next(g)))
        except BaseException as e: log.append((type(e), str(e), repr(getattr(e, "value", None)), type(e.__cause__), sys.exc_info()[1] is e))
        log.append(sys.exc_info())
    return log
N = ("next",); k = KeyError(1)
scripts = [[N, N, ("send", 5), ("send", "stop"), N, ("send", 1)], [("send", 1), ("send", None)], [N, ("throw", k), N, ("close",), N], [N, ("throw", KeyError), ("throw", ValueError("x")), N],
    [("throw", KeyError), N], [("close",), N, ("close",)], [N, ("send", "raise"), N], [N, ("throw", ValueError, "text"), ("close",)], [N, ("throw", 3)], [N, ("throw", GeneratorExit), N], [N, ("close",), ("close",), ("send", 2)],
    [N, ("throw", KeyError), ("send", "stop")], [N, ("throw", StopIteration)], [N, ("throw", KeyError), ("close",)]]
if sys.version_info >= (3, 12): warnings.simplefilter("ignore", DeprecationWarning)
for s in scripts:
    a, b = script(lambda: t.echo(0), s), script(lambda: p_echo(0), s)
    if ("close",) in s and sys.version_info >= (3, 13): a, b = a[:1], b[:1]
    assert a == b, (s, a, b)
    for inner in [t.echo, p_echo, lambda n: iter([n, 2, 3]), lambda n: range(3)]:
        if ("throw", StopIteration) in s and inner is not t.echo and inner is not p_echo and sys.version_info >= (3, 12): continue  # there it ends the yield from
        a, b = script(lambda: t.deleg(inner(0)), s), script(lambda: p_deleg(inner(0)), s)
        if ("close",) in s and sys.version_info >= (3, 13): a, b = a[:1], b[:1]
        assert a == b, (s, inner, a, b)
g = t.echo(1); assert g.__name__ == "echo" and g.__qualname__ == "Some.echo" and repr(g).startswith("<generator object Some.echo at 0x") and iter(g) is g
assert g.gi_running is False and g.gi_yieldfrom is None and g.gi_code.co_name == "echo" and g.gi_frame is not None and isinstance(g, abc.Generator)
next(g); d = t.deleg(g); d.send(None); assert d.gi_yieldfrom is g; g.close(); assert g.gi_frame is None
class Self:
    def __iter__(self): return self
    def __next__(self): return next(self.g)
s = Self(); g = s.g = t.deleg(s); fails(ValueError, "generator already executing", next, g)
fails(TypeError, "cannot create 'generator' instances", type(g)) if sys.version_info >= (3, 10) else None
# the consumer's exception is not the generator's, and the other way round
g = t.echo(0); next(g)
try: raise IndexError(1)
except IndexError as e:
    g.throw(KeyError(2)); assert sys.exc_info()[1] is e
assert sys.exc_info()[1] is None
try: raise TypeError
except TypeError as e:
    try: g.throw(ValueError)
    except ValueError as f: assert isinstance(f.__context__, KeyError), f.__context__
    assert sys.exc_info()[1] is e
class A: pass
o = A(); r = weakref.ref(o); g = t.echo(o); next(g); del o, g; gc.collect(); assert r() is None
o = A(); r = weakref.ref(o); o.g = t.echo(o); next(o.g); del o; gc.collect(); assert r() is None

async def give(v): await asyncio.sleep(0); return v
assert asyncio.run(t.coro(give(5))) == 5 and asyncio.run(t.coro(t.coro(give(6)))) == 6
async def main(): return await t.coro(give(1)), await asyncio.wait_for(t.coro(give(2)), 1), await asyncio.gather(t.coro(give(3)), t.coro(give(4)))
assert asyncio.run(main()) == (1, 2, [3, 4])
async def main():
    f = asyncio.ensure_future(t.coro(asyncio.sleep(5))); await asyncio.sleep(0); f.cancel()
    try: await f
    except asyncio.CancelledError: return "cancelled"
assert asyncio.run(main()) == "cancelled"
async def boom(): raise StopIteration
fails(RuntimeError, "coroutine raised StopIteration", asyncio.run, t.coro(boom()))
c = t.coro(3); assert isinstance(c, abc.Coroutine) and inspect.isawaitable(c) and asyncio.iscoroutine(c) and c.cr_await is None
fails(TypeError, "object int can't be used in 'await' expression", c.send, None); fails(RuntimeError, "cannot reuse already awaited coroutine", c.send, None)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always"); t.coro(1); gc.collect()
assert [str(w.message) for w in seen] == ["coroutine 'coro' was never awaited"]
@types.coroutine
def legacy(): return (yield from asyncio.sleep(0, 9))
assert asyncio.run(t.coro(legacy())) == 9

async def p_agen(it):
    try:
        x = await it; y = yield x; yield y
    except ValueError: yield "value error"
async def walk(make):
    out = [v async for v in make(give(1))]
    g = make(give(2)); out += [await g.asend(None), await g.asend("sent")]
    for f in [lambda: g.asend(None), lambda: g.asend(1), lambda: g.aclose(), lambda: g.athrow(KeyError)]:
        try: out.append(await f())
        except BaseException as e: out.append((type(e), str(e)))
    g = make(give(3)); await g.__anext__(); out.append(await g.athrow(ValueError("v")))
    try: await g.athrow(KeyError("k"))
    except KeyError as e: out.append(str(e))
    g = make(give(4)); await g.__anext__(); out.append(await g.aclose())
    g = make(boom2()); 
    try: out.append(await g.__anext__())
    except Exception as e: out.append((type(e), str(e)))
    g = make(give(5)); h = g.asend(None); await h
    try: await h
    except RuntimeError as e: out.append("reuse")
    g = make(give(6)); await g.aclose(); out.append([v async for v in g])
    return out
async def boom2(): raise StopAsyncIteration
a, b = asyncio.run(walk(t.agen)), asyncio.run(walk(p_agen)); assert a == b, (a, b)
class Hooks:
    log = []
async def hooked():
    g = t.agen(give(1)); await g.__anext__(); del g; gc.collect(); await asyncio.sleep(0.01)
asyncio.run(hooked())
assert isinstance(t.agen(1), abc.AsyncGenerator) and t.agen(1).ag_await is None

# with
log = []
class M:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return "in"
    def __exit__(self, *a): log.append((a[0], sys.exc_info()[0])); return self.swallow
assert t.__dict__["with"](M(False), str.upper) == "IN" and log == [(None, None)]
def raises(x): raise KeyError(x)
assert t.__dict__["with"](M(True), raises) is None and log[1] == (KeyError, KeyError)
fails(KeyError, "'in'", t.__dict__["with"], M(False), raises); assert sys.exc_info()[1] is None
def p_with(o):
    with o: pass
same(lambda o: t.__dict__["with"](o, str), p_with, 3)

# class
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw): return {"prepared": kw}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(self, *a, **kw): pass
C = t.build("C", (), {}, lambda ns: ns.update(x=1)); assert C.x == 1 and C.__module__ == "cyrus_generator" and C.__bases__ == (object,) and C.__qualname__ == "C"
D = t.build("D", (C,), {"metaclass": Meta, "k": 2}, lambda ns: None); assert type(D) is Meta and D.prepared == {"k": 2}
E = t.build("E", (C, D), {}, lambda ns: None) if False else t.build("E", (D,), {}, lambda ns: None); assert type(E) is Meta
G = t.build("G", (typing.List[int],), {}, lambda ns: None); assert G.__bases__ == (list, typing.Generic) and G.__orig_bases__ == (typing.List[int],)
class M2(type): pass
same(lambda: t.build("X", (D, M2("Y", (), {})), {}, lambda ns: None), lambda: types.new_class("X", (D, M2("Y", (), {}))))
assert t.build("F", (), {"metaclass": lambda *a, **k: (a[0], k)}, lambda ns: None) == ("F", {})
class Base:
    def f(self): return "base"
class Derived(Base): pass
assert t.super(Derived, Derived()).f() == "base"; fails(RuntimeError, "super(): empty __class__ cell", t.super, None, 1)
assert t.cell(5) == 5 and t.box() == 2.5
for f in [lambda x: list(t.deleg([x])), lambda x: next(t.echo(x)), lambda x: t.build("C", (), {}, lambda ns: ns.update(x=x)), lambda x: t.echo(x).throw(KeyError(x))]: no_leak(f, A())
