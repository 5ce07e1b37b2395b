import array
import math
import operator
import struct
from math import inf, nan
import cyrus_convert as t
from check import same, fails, outcome

class Index:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class Bad:
    def __int__(self): return "no"
kinds = {"char": 8, "schar": 8, "uchar": -8, "short": 16, "ushort": -16, "int": 32, "uint": -32, "long": 64, "ulong": -64, "longlong": 64, "ulonglong": -64, "size": -64, "ssize": 64}
names = {"schar": "signed char", "uchar": "unsigned char", "ushort": "unsigned short", "uint": "unsigned int", "ulong": "unsigned long", "longlong": "PY_LONG_LONG", "ulonglong": "unsigned PY_LONG_LONG", "size": "size_t"}
for kind, bits in list(kinds.items()) + [("i128", 128), ("u128", -128)]:
    f = getattr(t, "cy_to_" + kind, None) or getattr(t, kind)
    low, high = (0, 2**-bits - 1) if bits < 0 else (-2**(bits - 1), 2**(bits - 1) - 1)
    for v in [0, 1, -1, 5, 100, low, high, low - 1, high + 1, 2**29, 2**30, -2**31, 2**31, 2**63, 2**64, -2**63, 2**200, -2**200, True]:
        for x in [v, Index(v)]:
            r = outcome(f, x)
            if low <= v <= high: assert r == (int, str(int(v))), (kind, x, r)
            else:
                assert r[0] is OverflowError, (kind, v, r)
                if kind != "ssize": assert r[1] == ("can't convert negative value to %s" if v < 0 and bits < 0 else "value too large to convert to %s") % names.get(kind, kind), (kind, v, r)
    assert kind == "ssize" or f(3.7) == 3
    for x in ["1", None, [], Bad()]: assert outcome(f, x)[0] is TypeError
fails(TypeError, "an integer is required", t.cy_to_int, "x")
fails(TypeError, "__int__ returned non-int (type str)", t.cy_to_int, Bad())
for x in [1.5, 3, 2**200, -1, -1.0, Index(4), True]: same(t.cy_to_double, float, x); same(t.cy_to_complex, complex, x)
fails(TypeError, "must be real number, not str", t.cy_to_double, "x")
assert t.cy_to_complex(3 - 4j) == 3 - 4j
assert t.cy_to_ucs4("日") == "日" and t.cy_to_ucs4(65) == "A"
fails(ValueError, "only single character unicode strings can be converted to Py_UCS4, got length 2", t.cy_to_ucs4, "ab")
fails(OverflowError, "cannot convert negative value to Py_UCS4", t.cy_to_ucs4, -5)
fails(OverflowError, "value too large to convert to Py_UCS4", t.cy_to_ucs4, 0x110000)
assert t.cy_to_chars(b"a\0b") == b"a\0b" and t.cy_to_chars(bytearray(b"x")) == b"x" and t.cy_to_chars_ascii("abc") == b"abc"
fails(TypeError, "expected bytes, str found", t.cy_to_chars, "x")
assert outcome(t.cy_to_chars_ascii, "é")[0] is UnicodeEncodeError
b = b"hello"
for a in [-9, -3, 0, 2, 5]:
    for z in [-9, -1, 0, 3, 5]:
        assert t.decode(b, a, z, 3) == b[a:z].decode() and t.decode(b, a, 0, 1) == b[a:].decode() and t.decode(b, 0, z, 2) == b[:z].decode()
for a in range(-20, 21):
    for z in range(-6, 7):
        if z:
            assert t.divide(a, z) == (a // z, a % z, a % z == 0) * 3
            assert t.fdivide(a / 2, z / 4) == ((a / 2) // (z / 4), (a / 2) % (z / 4))
        if z >= 0: assert t.power(a, z) == a ** z
assert t.power(1, -3) == 1 and t.power(-1, -3) == -1 and t.power(5, -1) == 0
M = 2**31
def o(v): return int(not -M <= v < M)
for a in [0, 1, -1, M - 1, -M, 65536, -65536]:
    for z in [0, 1, -1, M - 1, -M, 65536, -65536]:
        assert t.over(a, z) == (o(a + z), o(a - z), o(a * z)); assert t.divover(a, z) == (z == -1 and a == -M)
for a in [3 + 4j, -2j, 1.5]:
    for z in [2 - 1j, 1j, 5]:
        assert abs(t.cmul(a, z) - a) < 1e-12 and abs(t.cpow(a, z) - a ** z) < 1e-9

tests = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq]
for n in (0, 1, 7, 8, 9, 16, 17, 31, 511, 512):
    values = [i * 37 % 11 / 2 for i in range(n)]
    for at, v in ((0, nan), (3, inf), (4, -0.0), (10, -inf), (15, nan)):
        if at < n: values[at] = v
    for code, pack in (('d', t.pack_doubles), ('f', t.pack_floats)):
        for bound in (0.0, 2.5, inf, nan, -1.0):
            for how, test in enumerate(tests):
                held = array.array(code, [v for v in values if test(v, bound)]).tobytes()
                others = array.array(code, [v for v in values if not test(v, bound)]).tobytes()
                assert pack(array.array(code, values).tobytes(), bound, how) == held, (n, code, bound, how)
                assert pack(array.array(code, values).tobytes(), bound, how + 8) == others, (n, code, bound, how)
# numbers of half precision: all of them, and what lies between two
for bits in range(0x10000):
    value, = struct.unpack("<e", struct.pack("<H", bits))
    x = t.half_get(bits)
    if value != value:
        assert x != x
        continue
    assert (x, math.copysign(1, x)) == (value, math.copysign(1, value)), (bits, x)
    assert t.half_of(value) == bits, bits
for bits in range(0x7bff):
    low, high = t.half_get(bits), t.half_get(bits + 1)
    middle = (low + high) / 2
    assert t.half_of(middle) == bits + bits % 2 and t.half_of(-middle) == 0x8000 + bits + bits % 2, bits
    assert (t.half_of(math.nextafter(middle, low)), t.half_of(math.nextafter(middle, high))) == (bits, bits + 1), bits
assert [t.half_of(x) for x in [65519.999, 65520.0, 65536.0, 1e300, inf, -inf]] == [0x7bff, 0x7c00, 0x7c00, 0x7c00, 0x7c00, 0xfc00]
assert [t.half_of(x) for x in [2.0**-25, 2.0**-26, 5e-324, -5e-324]] == [0, 0, 0, 0x8000]
x = t.half_get(t.half_of(nan))
assert x != x
x = t.half_get(t.half_of(struct.unpack("<d", struct.pack("<Q", 0x7ff0000000000001))[0]))
assert x != x
