import array, ctypes, gc, struct, sys
import cyrus_view as t
from check import same, fails, outcome, no_leak
DOUBLE, FLOAT, SCHAR, UCHAR, INT, LONG, LONGLONG, CHAR, OBJECT, INNER, OUTER, COMPLEX, USHORT, SIZE = range(14)
W, C, F = 1, 2, 4
a = array.array("d", [1, 2, 3, 4, 5, 6])
v = t.view(a, DOUBLE, 1, W)
assert list(v) == list(a) and len(v) == 6 and v.shape == (6,) and v.strides == (8,) and v.suboffsets == (-1,) and v.ndim == 1 and v.itemsize == 8 and v.nbytes == 48 and v.size == 6 and v.base is a
for s in [slice(None), slice(1, 4), slice(None, None, -1), slice(4, 1, -2), slice(-9, 99), slice(10, 2), slice(None, -1), slice(-2, None), slice(5, None, -3), slice(2, 2)]:
    assert list(v[s]) == list(a[s]), s
fails(ValueError, "Step may not be zero (axis 0)", lambda: v[::0])
fails(IndexError, "Out of bounds on buffer access (axis 0)", lambda: v[6])
fails(IndexError, "Out of bounds on buffer access (axis 0)", lambda: v[-7])
fails(TypeError, "Cannot index with type 'str'", lambda: v["x"])
v[0] = 9; assert a[0] == 9; v[1:3] = 7; assert a[1] == a[2] == 7; v[::2] = v[3:]; assert list(a) == [4, 7, 5, 4, 6, 6], a
v[1:] = v[:-1]; assert list(a) == [4, 4, 7, 5, 4, 6], a
fails(ValueError, "got differing extents in dimension 0 (got 2 and 3)", v.__setitem__, slice(0, 2), v[:3])
assert t.view(None, DOUBLE, 1, W) is None
m = memoryview(a)
assert list(memoryview(v[::2])) == list(a[::2]) and memoryview(v).format == "d"
fails(BufferError, "Object is not writable.", t.view, b"12345678", UCHAR, 1, W)
assert bytes(t.view(b"abc", UCHAR, 1, 0)) == b"abc"; fails(TypeError, "Cannot assign to read-only memoryview", t.view(b"abc", UCHAR, 1, 0).__setitem__, 0, 1)
fails(ValueError, "Buffer dtype mismatch, expected 'double' but got 'float'", t.view, array.array("f", [1]), DOUBLE, 1, W)
fails(ValueError, "Buffer dtype mismatch, expected 'int' but got 'double'", t.view, a, INT, 1, W)
fails(ValueError, "Buffer dtype mismatch, expected 'unsigned char' but got 'short'", t.view, array.array("h", [1]), UCHAR, 1, W)
fails(ValueError, "Buffer has wrong number of dimensions (expected 2, got 1)", t.view, a, DOUBLE, 2, W)
same(lambda x: t.view(x, DOUBLE, 1, W), lambda x: memoryview(x) if False else (_ for _ in ()).throw(TypeError("a bytes-like object is required, not 'int'")), 3)
fails(BufferError, "memoryview: underlying buffer is not C-contiguous", t.view, m[::2], DOUBLE, 1, C)
assert list(t.view(m[::2], DOUBLE, 1, 0)) == list(a[::2])
b = bytearray(8); w = t.view(b, UCHAR, 1, W); fails(BufferError, "Existing exports of data: object cannot be re-sized", b.extend, b"x"); del w; b.extend(b"x")
for kind, text in [("b", SCHAR), ("B", UCHAR), ("i", INT), ("l", LONG), ("q", LONGLONG), ("H", USHORT), ("L", SIZE), ("f", FLOAT)]:
    x = array.array(kind, [1, 2, 100]); y = t.view(x, text, 1, W); assert list(y) == [1, 2, 100]; y[1] = 5; assert x[1] == 5
    fails(TypeError, "must be real number, not str" if kind == "f" else "an integer is required", y.__setitem__, 0, "x")
fails(OverflowError, "value too large to convert to signed char", t.view(array.array("b", [1]), SCHAR, 1, W).__setitem__, 0, 200)
assert list(t.view(b"ab", CHAR, 1, 0)) == [97, 98]
class Inner(ctypes.Structure): _fields_ = [("a", ctypes.c_int), ("b", ctypes.c_double)]
class Outer(ctypes.Structure): _fields_ = [("c", ctypes.c_byte), ("i", Inner), ("v", ctypes.c_float * 3)]
class Wrong(ctypes.Structure): _fields_ = [("a", ctypes.c_int), ("b", ctypes.c_float)]
class Short(ctypes.Structure): _fields_ = [("a", ctypes.c_int)]
if sys.version_info >= (3, 12):  # before, ctypes does not tell the padding
    x = (Inner * 2)((1, 2.0), (3, 4.0)); y = t.view(x, INNER, 1, W); assert y[1] == {"a": 3, "b": 4.0}; y[0] = {"a": 8, "b": 9}; assert x[0].a == 8; y[1] = (5, 6); assert x[1].b == 6
    fails(ValueError, "Buffer dtype mismatch, expected 'double' but got 'float' in 'inner.b'", t.view, (Wrong * 2)(), INNER, 1, W)
    fails(ValueError, "Buffer dtype mismatch, expected 'double' but got end in 'inner.b'", t.view, (Short * 2)(), INNER, 1, W)
    fails(ValueError, "Buffer dtype mismatch, expected end but got 'double'", lambda: t.view((Inner * 2)(), INT, 1, W)) if False else None
    x = (Outer * 2)(); x[1].c = 3; x[1].i.b = 2.5; x[1].v[2] = 1; y = t.view(x, OUTER, 1, W); assert y[1] == {"c": 3, "i": {"a": 0, "b": 2.5}, "v": [0, 0, 1]}, y[1]
g = memoryview(bytearray(range(24))).cast("B", (2, 3, 4)); v = t.view(g, UCHAR, 3, W)
assert v.shape == (2, 3, 4) and v[1, 2, 3] == 23 and v[1][2][3] == 23 and v.T.shape == (4, 3, 2) and v.T[3, 2, 1] == 23 and list(v[..., 1][1]) == [13, 17, 21] and v[:, None, 0].shape == (2, 1, 4)
assert v.is_c_contig() and not v.is_f_contig() and v.T.is_f_contig() and v.copy_fortran().is_f_contig() and v.T.copy().is_c_contig() and v.T.copy()[3, 2, 1] == 23
assert v[:, ::2].copy()[1, 1, 3] == 23; z = v.copy(); z[0] = z[1]; assert z[0, 0, 0] == 12 and v[0, 0, 0] == 0
z[...] = 1; assert z[1, 2, 3] == 1; z[:] = v[0]; assert z[1, 2, 3] == 11; z[:, :, :] = v[0, 0]; assert z[1, 2, 3] == 3
fails(IndexError, "too many indices for memoryview", lambda: v[0, 0, 0, 0])
fails(IndexError, "Out of bounds on buffer access (axis 1)", lambda: v[0, 3])
assert repr(v).startswith("<MemoryView of 'memoryview' at 0x") and str(v) == "<MemoryView of 'memoryview' object>"
for f, x in [(lambda x: t.view(x, DOUBLE, 1, W), a), (lambda x: t.view(x, FLOAT, 1, W), a), (lambda x: t.view(x, DOUBLE, 1, W).copy(), a), (lambda x: t.view(x, DOUBLE, 1, W)[1:], a)]: no_leak(f, x)
try: import numpy as np
except ImportError: np = None
if np:
    names = {DOUBLE: "f8", FLOAT: "f4", SCHAR: "i1", UCHAR: "u1", INT: "i4", LONG: "i8", LONGLONG: "q", COMPLEX: "c16", USHORT: "u2", SIZE: "u8"}
    for kind, name in names.items():
        x = np.arange(6).astype(name).reshape(2, 3)
        y = t.view(x, kind, 2, W); assert np.array_equal(np.asarray(y), x) and y.base is x
        assert np.asarray(y).dtype.itemsize == x.dtype.itemsize
        y = t.view(x.T, kind, 2, W | F); assert y.is_f_contig()
        fails(ValueError, "ndarray is not C-contiguous", t.view, x.T, kind, 2, C)
    assert t.fast()
    x = np.zeros((4, 5))
    fails(ValueError, "Buffer has wrong number of dimensions (expected 1, got 2)", t.view, x, DOUBLE, 1, W)
    fails(ValueError, "Buffer dtype mismatch, expected 'float' but got 'double'", t.view, x, FLOAT, 2, W)
    x.setflags(write=False); fails(ValueError, "buffer source array is read-only", t.view, x, DOUBLE, 2, W); t.view(x, DOUBLE, 2, 0)
    fails(ValueError, "Big-endian buffer not supported on little-endian compiler", t.view, np.zeros(3, ">f8"), DOUBLE, 1, W)
    o = np.array([1, "x", None], dtype=object); y = t.view(o, OBJECT, 1, W); assert list(y) == [1, "x", None]; s = object(); k = sys.getrefcount(s)
    y[:] = s; assert sys.getrefcount(s) == k + 3; z = y.copy(); assert sys.getrefcount(s) == k + 6; del z; y[1:] = y[:2]; assert sys.getrefcount(s) == k + 3; y[:] = 0; assert sys.getrefcount(s) == k
    st = np.dtype([("a", "i4"), ("b", "f8")], align=True); x = np.zeros(3, st); y = t.view(x, INNER, 1, W); y[1] = (1, 2); assert x[1]["b"] == 2
    fails(ValueError, "Buffer dtype mismatch; next field is at offset 4 but 8 expected", t.view, np.zeros(3, np.dtype([("a", "i4"), ("b", "f8")])), INNER, 1, W)
    st = np.dtype([("c", "i1"), ("i", st), ("v", "f4", 3)], align=True); x = np.zeros(3, st); x[1]["v"][2] = 5; assert t.view(x, OUTER, 1, W)[1]["v"] == [0, 0, 5]
    assert t.view(np.array([True, False]), UCHAR, 1, W)[0] == 1
    one = np.zeros((1, 3))[::2]; assert t.view(one, DOUBLE, 2, C).strides == (24, 8)
    class Sub(np.ndarray): pass
    x = np.arange(5.0).view(Sub); assert list(t.view(x, DOUBLE, 1, W)) == list(range(5))
    for f in [lambda x: t.view(x, DOUBLE, 1, W), lambda x: t.view(x, DOUBLE, 2, W), lambda x: t.view(x, DOUBLE, 1, W)[::2].copy()]: no_leak(f, np.arange(5.0)); no_leak(f, x)
