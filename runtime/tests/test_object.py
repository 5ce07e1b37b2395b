import operator as op, sys
import cyrus_object as t
from check import same, fails, no_leak, outcome

class Own:
    def __add__(self, o): return "own add"
    def __radd__(self, o): return "own radd"
    def __eq__(self, o): raise KeyError("eq")
    __hash__ = None
    x = 1

numbers = [0, 1, -1, 2, 7, -7, 30, 63, 64, 2**15, 2**29, -2**29, 2**30 - 1, 2**30, 2**31, 2**62, 2**63, -2**63, 2**100, True, 0.0, -0.0, 1.5, -2.5, float("inf"), 3j, "a", [1], None, (1,), Own()]
pairs = [("cy_add", op.add), ("cy_sub", op.sub), ("cy_mul", op.mul), ("cy_and", op.and_), ("cy_or", op.or_), ("cy_xor", op.xor), ("cy_matmul", op.matmul),
         ("cy_div", op.truediv), ("cy_floordiv", op.floordiv), ("cy_mod", op.mod), ("cy_divmod", divmod)]
for name, f in pairs:
    for a in numbers:
        for b in numbers:
            if name == "cy_mul" and (type(a) in (str, list, tuple) or type(b) in (str, list, tuple)) and max(abs(x) if type(x) is int else 0 for x in (a, b)) > 1000:
                continue
            same(getattr(t, name), f, a, b)
small = [x for x in numbers if not isinstance(x, int) or abs(x) < 100]
for a in numbers:
    for b in small:
        same(t.cy_lshift, op.lshift, a, b); same(t.cy_rshift, op.rshift, a, b); same(t.cy_pow, op.pow, a, b)
    for name, f in [("cy_neg", op.neg), ("cy_invert", op.invert), ("cy_pos", op.pos), ("cy_not", op.not_), ("cy_str", str), ("cy_repr", repr), ("cy_abs", abs), ("cy_format_simple", format), ("cy_make_list", list), ("cy_len", len), ("cy_ord", ord)]:
        if type(a) is Own and name in ("cy_str", "cy_repr", "cy_format_simple"): continue
        same(getattr(t, name), f, a)
    for b in numbers:
        for code, f in enumerate([op.lt, op.le, op.eq, op.ne, op.gt, op.ge]):
            same(lambda x, y: t.cy_cmp(x, y, code), f, a, b)
            same(lambda x, y: bool(t.cy_test(x, y, code)), f, a, b)
for a, b in [("x", "x"), ("xy", "x"), ("é", "e"), ("é", "é"), ("日", "é")]:
    assert t.cy_test(a, b, 2) == (a == b) and t.cy_test(a, b, 3) == (a != b)
nan = float("nan")
assert t.cy_test(nan, nan, 2) == 0 and t.cy_in(nan, [nan]) == 1
same(t.cy_pow3, pow, 3, 4, 5)

seqs = [[1, 2, 3], (1, 2, 3), "abc", b"abc", {1: 2, 3: 4, (1, 2): 5}, None, bytearray(b"xyz"), range(5)]
for s in seqs:
    for k in [0, 2, 3, -1, -3, -4, "a", (1, 2), 2**70, True, slice(1, None)]:
        same(t.cy_getitem, op.getitem, s, k)
    for i in [0, 2, 3, -1, -3, -4]:
        same(lambda s, i: t.cy_getindex(s, i, 3), op.getitem, s, i)
    for a in [-5, -2, 0, 1, 2, 9]:
        for b in [-5, -1, 0, 2, 9]:
            if not isinstance(s, dict): same(lambda s: t.cy_getslice(s, a, b, 3), lambda s: s[a:b], s)
        if not isinstance(s, dict):
            same(lambda s: t.cy_getslice(s, a, 0, 1), lambda s: s[a:], s); same(lambda s: t.cy_getslice(s, 0, a, 2), lambda s: s[:a], s)
    same(t.loop, list, s)
    no_leak(t.cy_getitem, s, 0); no_leak(t.loop, s)
fails(IndexError, "list index out of range", t.cy_getindex, [1], -1, 2)
l = [1, 2, 3]
t.cy_setitem(l, -1, "z"); t.cy_setindex(l, 0, "y"); t.cy_setslice(l, 1, 2, [8, 9]); assert l == ["y", 8, 9, "z"]
fails(IndexError, "list assignment index out of range", t.cy_setitem, l, 9, 1)
d = {}; t.cy_setitem(d, "k", 1); assert d == {"k": 1}
fails(KeyError, "(1, 2)", t.cy_getitem, d, (1, 2))

assert t.items({1: 2, 3: 4}) == [1, 2, 3, 4]
class D(dict):
    def items(self): return [(5, 6)]
assert t.items(D(a=1)) == [5, 6]
fails(RuntimeError, "dictionary changed size during iteration", t.items, {1: 2}, 9)

assert t.unpack("ab", 2) == ("a", "b") and t.unpack([1, 2], 2) == (1, 2) and t.unpack(iter("ab"), 2) == ("a", "b")
for s in [(1, 2, 3), iter((1, 2, 3)), "abc"]: fails(ValueError, "too many values to unpack (expected 2)", t.unpack, s, 2)
for s in [(1,), iter((1,)), "a"]: fails(ValueError, "need more than 1 value to unpack", t.unpack, s, 2)
fails(TypeError, "'int' object is not iterable", t.unpack, 1, 2)
assert t.unpack_star(range(5), 1, 2) == (0, [1, 2], 3, 4) and t.unpack_star("ab", 1, 1) == ("a", [], "b")
fails(ValueError, "need more than 2 values to unpack", t.unpack_star, "ab", 2, 1)

assert t.cy_getattr(Own(), "x") == 1 and t.cy_getattr_default(Own(), "y", 5) == 5 and t.cy_hasattr(Own(), "x") and not t.cy_hasattr(1, "x")
fails(AttributeError, "'int' object has no attribute 'zz'", t.cy_getattr, 1, "zz")
not_a_name = "attribute name must be string, not 'int'" if sys.version_info >= (3, 11) else "hasattr(): attribute name must be string"
fails(TypeError, not_a_name, t.cy_hasattr, 1, 2)

def f(*a, **k): return a, k
assert t.cy_call0(f) == ((), {}) and t.cy_call2(f, 1, 2) == ((1, 2), {}) and t.cy_method1("count", [1, 1], 1) == 2
assert t.cy_call_dict(f, (1,), {"a": 2}) == ((1,), {"a": 2})
for a in [1, [1], "ab", None]: same(lambda g, a: g(*t.cy_star_tuple(g, a)), lambda g, a: g(*a), f, a)
def merged(g, a, b):
    d = dict(a); t.cy_kwargs_merge(g, d, b); return g(**d)
for b in [{"z": 1}, {"a": 1}, 3, {1: 2}, [1]]: same(lambda g, b: merged(g, {"a": 0}, b), lambda g, b: g(**{"a": 0}, **b), f, b)
same(lambda g, b: merged(g, {}, b), lambda g, b: g(**b), f, {1: 2})
no_leak(merged, f, {"a": 0}, {"a": 1})

assert t.cy_tuple(1, 2) == (1, 2) and t.cy_list(1, 2) == [1, 2] and t.cy_set(1, 2) == {1, 2} and t.cy_dict(1, 2, 3, 4) == {1: 2, 3: 4}
assert t.cy_join("a", "é", "日", "") == "aé日" and t.cy_join() == "" and t.cy_extreme(3, 1, 2) == 1
same(t.cy_set, lambda *a: {*a}, 1, [])
for n in range(100): t.cy_append(l, n)
assert l[4:] == list(range(100))
t.cy_list_extend(l, "ab"); assert l[-2:] == ["a", "b"]
fails(TypeError, "can only assign an iterable", t.cy_list_extend, l, 3) if outcome(t.cy_list_extend, l, 3)[1].startswith("can") else None
d = {}; t.cy_dict_update(d, {1: 2}); assert d == {1: 2}; fails(TypeError, "'int' object is not a mapping", t.cy_dict_update, d, 3)
assert t.cy_list_pop(l) == "b" and t.cy_list_pop_at(l, 0) == "y"
fails(IndexError, "pop from empty list", t.cy_list_pop, []); fails(IndexError, "pop index out of range", t.cy_list_pop_at, [1], 5)
assert t.cy_dict_get({1: 2}, 1, 0) == 2 and t.cy_dict_get({}, 1, 0) == 0 and t.cy_dict_pop({1: 2}, 1) == 2
same(t.cy_dict_pop, dict.pop, {}, 1)
assert t.cy_format(3, "04d") == "0003" and t.cy_chr(0x65e5) == "日"
import os.path
assert t.cy_import("os.path", None) is os and t.cy_import("os.path", ("join",)) is os.path and t.cy_import_dotted("os.path") is os.path
assert t.cy_import_from(os, "path") is os.path
def real(): from os import nothing_here
same(lambda: t.cy_import_from(os, "nothing_here"), real)
t.cy_import_star(os.path); assert t.join is os.path.join and t.cy_global("join") is os.path.join and t.cy_global("len") is len
fails(NameError, "name 'nix' is not defined", t.cy_global, "nix")
t.cy_set_global("nix", 1); assert t.nix == 1; t.cy_del_global("nix"); fails(NameError, "name 'nix' is not defined", t.cy_del_global, "nix")
for name in ["cy_add", "cy_div", "cy_pow", "cy_getattr", "cy_tuple2", "cy_format"]: no_leak(getattr(t, name), Own(), "x")
