import gc, sys, types, warnings
import cyrus_ext as t
from check import same, fails, outcome, no_leak
P = t.Point
assert P.__module__ == "cyrus_ext" and P.__name__ == "Point" and t.area(P()) == 1 and t.vtable(P)
class Plain(P): pass
class Over(P):
    def area(self): return 7
class Slots(P): __slots__ = ()
assert t.area(Plain()) == 1 and t.area(Over()) == 7 and t.area(Slots()) == 1
p = Plain(); p.area = lambda: 9; assert t.area(p) == 9
Plain.area = lambda self: 3; assert t.area(Plain()) == 3; del Plain.area; assert t.area(Plain()) == 1
n = t.dead(); [P() for _ in range(50)]; del p; gc.collect(); assert t.dead() >= n + 50
o = P(); o.o = o; n = t.dead(); del o; gc.collect(); assert t.dead() == n + 1
k = sys.getrefcount(P); l = [P() for _ in range(10)]; del l; gc.collect(); assert abs(sys.getrefcount(P) - k) <= 2, (k, sys.getrefcount(P))
assert t.check_type(None, P) is None and t.check_type(Over(), P) is None; fails(TypeError, "Cannot convert int to cyrus_ext.Point", t.check_type, 3, P)
assert t.check_builtin([], list) is None; fails(TypeError, "Expected list, got tuple", t.check_builtin, (), list)
fails(TypeError, "Argument 'x' has incorrect type (expected list, got int)", t.check_arg, 3, list, 1); assert t.check_arg(None, list, 1) is None and t.check_arg(Over(), P, 0) is None
fails(TypeError, "Argument 'x' has incorrect type (expected list, got NoneType)", t.check_arg, None, list, 0); fails(TypeError, "Argument 'x' must not be None", t.check_arg, None, object, 4); assert t.check_arg(3, object, 4) is None
assert t.capi(t, "shared", "int") == 42
fails(TypeError, "C variable cyrus_ext.shared has wrong signature (expected long, got int)", t.capi, t, "shared", "long"); fails(ImportError, "cyrus_ext does not export expected C variable other", t.capi, t, "other", "int")
size = P.__basicsize__; assert t.type_import(t, "Point", size, 0) is P
fails(ValueError, "some.module.Point size changed, may indicate binary incompatibility. Expected %d from C header, got %d from PyObject" % (size + 8, size), t.type_import, t, "Point", size + 8, 2)
fails(ValueError, "some.module.Point size changed, may indicate binary incompatibility. Expected %d from C header, got %d from PyObject" % (size - 8, size), t.type_import, t, "Point", size - 8, 0)
with warnings.catch_warnings(record=True) as w: warnings.simplefilter("always"); t.type_import(t, "Point", size - 8, 1); t.type_import(t, "Point", size - 8, 2)
assert len(w) == 1; fails(TypeError, "some.module.area is not a type object", t.type_import, t, "area", 1, 0)
fails(ValueError, "first", t.parallel)
if hasattr(t, "cpp"): fails(IndexError, "range", t.cpp, 0); fails(MemoryError, "std::bad_alloc", t.cpp, 1); fails(RuntimeError, "Unknown exception", t.cpp, 2); fails(RuntimeError, "text", t.cpp, 3)
if hasattr(t, "stl"):
    for k, v in enumerate([[1, -2], [b"a", b"\0"], {1.5, 2.0}, {b"k": [(1, 2.5)], b"": []}, {3: True, -1: False}, 1 + 2j]): assert t.stl(k, v) == v, (k, v); no_leak(t.stl, k, v)
    fails(OverflowError, "value too large to convert to C++ integer", t.stl, 0, [2**40]); fails(ValueError, "need exactly 2 values for a pair, got 3", t.stl, 3, {b"k": [(1, 2, 3)]})

import array, collections
for o, want in [([], 1), ((), 1), ("", 0), (b"", 0), (bytearray(), 0), (range(3), 1), (collections.deque(), 1), ({}, 0), (3, 0), (array.array("i"), 1 if sys.version_info >= (3, 10) else 0)]: assert t.match_sequence(o) == want, o
for o, want in [({}, 1), ([], 0), (collections.UserDict(), 1), (types.MappingProxyType({}), 1)]: assert t.match_mapping(o) == want, o
m = {"a": 1, "b": 2, "c": 3}; assert t.match_keys(m, "a", "c") == (1, 3) and t.match_keys(m, "a", "x") is None and t.match_keys(m) == () and t.match_rest(m, "a") == {"b": 2, "c": 3} and t.match_rest(m) == m
fails(ValueError, "mapping pattern checks duplicate key ('a')", t.match_keys, m, "a", "a")
class Q:
    __match_args__ = ("x", "y")
    def __init__(self): self.x, self.y, self.z = 1, 2, 3
assert t.match_class(Q(), Q, 2, ("z",)) == (1, 2, 3) and t.match_class(Q(), Q, 0, ("w",)) is None and t.match_class(3, Q, 0, ()) is None and t.match_class(3, int, 1, ("real",)) == (3, 3)
fails(TypeError, "Q() accepts 2 positional sub-patterns (3 given)", t.match_class, Q(), Q, 3, ()); fails(TypeError, "Q() got multiple sub-patterns for attribute 'x'", t.match_class, Q(), Q, 1, ("x",))
for f in [lambda x: t.match_keys({"a": x}, "a"), lambda x: t.match_keys({"a": x}, "a", "b"), lambda x: t.match_keys({"a": x}, "a", "a"), lambda x: t.match_class(x, Q, 2, ("w",)), lambda x: t.match_class(x, Q, 2, ("z",)), lambda x: t.match_class(x, Q, 1, ("x",))]: no_leak(f, Q())

if sys.version_info >= (3, 11):
    eg = ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("h", [ValueError(3)])])
    m, rest = t.star_match(eg, ValueError); assert repr(m) == "ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])])" and repr(rest) == "ExceptionGroup('g', [KeyError(2)])"
    assert t.star_match(eg, OSError) is None; m, rest = t.star_match(ValueError(5), ValueError); assert repr(m) == "ExceptionGroup('', (ValueError(5),))" and rest is None
    fails(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.", t.star_match, eg, ExceptionGroup)
    def mine(make, clauses):
        try: raise make()
        except BaseException as x: e = x
        state = t.star_begin(e)
        for types_, new in clauses:
            part = t.star_part(state, types_)
            if part is not None and new: t.star_raised(state, new)
        try: t.star_end(state)
        except BaseException as x: return repr(x)
        return "None"
    make = lambda: ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])
    assert mine(make, [(ValueError, None), ((KeyError, OSError), None)]) == "None"
    assert mine(make, [(ValueError, None)]) == "ExceptionGroup('g', [KeyError(2), ExceptionGroup('h', [OSError(4)])])"
    assert mine(make, [(ValueError, IndexError(9))]) == "ExceptionGroup('', [IndexError(9), ExceptionGroup('g', [KeyError(2), ExceptionGroup('h', [OSError(4)])])])"
    assert mine(lambda: ValueError(1), [(ValueError, None)]) == "None" and mine(lambda: ValueError(1), [(KeyError, None)]) == "ValueError(1)"
