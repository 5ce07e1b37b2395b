# test: numpy items of half precision
# cython: language_level=3
cimport cython
cimport numpy as cnp
from cython cimport float16
import numpy as np

ctypedef float16 half
ctypedef fused item:
    float16
    double

cdef packed struct Pixel:
    float16 value
    short count
    half more[2]

cdef class Kept:
    cdef public float16[:] values

    def __init__(self, values):
        self.values = values


def halves(*values):
    return np.array(values, dtype=np.float16)


def first(float16[:] v):
    """
    >>> first(halves(1.5, 2)), first(halves(-0.0)), first(halves(6e-8, 1)), first(halves("inf"))
    (1.5, -0.0, 5.960464477539063e-08, inf)
    >>> first(halves("nan")) != first(halves("nan"))
    True
    >>> first(np.array([1.0]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float16' but got 'double'
    >>> first(np.array([1], dtype=np.int16))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'float16' but got 'short'
    >>> first(halves(1.5).astype(">f2"))
    Traceback (most recent call last):
    ValueError: Big-endian buffer not supported on little-endian compiler
    """
    return v[0]


def others(short[:] v):
    """
    >>> others(halves(1))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'short' but got 'half float'
    """
    return v[0]


def known(float16[:] v):
    """
    What is read is a float.

    >>> known(halves(3))
    ('float', 'float', 'float16[:]', 2, 4)
    """
    x = v[0]
    return cython.typeof(v[0]), cython.typeof(x), cython.typeof(v), sizeof(v[0]), sizeof(float)


def everything():
    """
    Every value, as NumPy has it.

    >>> everything()
    (True, True)
    """
    bits = np.arange(0x10000, dtype=np.uint16)
    cdef float16[::1] v = bits.view(np.float16)
    cdef float[::1] out = np.empty(len(bits), dtype=np.float32)
    cdef Py_ssize_t i
    with nogil:
        for i in range(v.shape[0]):
            out[i] = v[i]
    read = np.array_equal(np.asarray(out), bits.view(np.float16).astype(np.float32), equal_nan=True)
    back = np.empty(len(bits), dtype=np.float16)
    cdef float16[::1] w = back
    for i in range(v.shape[0]):
        w[i] = v[i]
    return read, np.array_equal(back, bits.view(np.float16), equal_nan=True)


def rounded(const double[:] values, float16[:] out):
    """
    >>> random = np.random.RandomState(1)
    >>> x = np.concatenate([random.randn(2000) * 10.0 ** random.randint(-12, 7, 2000), [65519.99, 65520, -65536, 1e300, 2 ** -25, 2 ** -24 * 1.5]])
    >>> out = np.empty(len(x), dtype=np.float16)
    >>> rounded(x, out)
    >>> with np.errstate(over="ignore"):
    ...     bool((out == x.astype(np.float16)).all())
    True
    >>> single = np.empty(len(x), dtype=np.float16)
    >>> rounded_floats(x.clip(-1e30, 1e30).astype(np.float32), single)
    >>> with np.errstate(over="ignore"):
    ...     bool((single == x.clip(-1e30, 1e30).astype(np.float32).astype(np.float16)).all())
    True
    """
    cdef Py_ssize_t i
    with nogil:
        for i in range(values.shape[0]):
            out[i] = values[i]


def rounded_floats(const float[:] values, float16[:] out):
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        out[i] = values[i]


def stored(float16[:, ::1] v, value):
    """
    >>> table = np.zeros((2, 3), dtype=np.float16)
    >>> stored(table, 2.1)
    >>> table.tolist()
    [[2.099609375, 7.0, 2.5], [0.25, 1.0, -8.0]]
    >>> stored(table, 10 ** 5)
    >>> table[0].tolist()
    [inf, 7.0, 2.5]
    >>> stored(table, "x")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> stored(table[:, ::2], 1)
    Traceback (most recent call last):
    ValueError: ndarray is not C-contiguous
    """
    cdef int n = 7
    v[0, 0] = value
    v[0, 1] = n
    v[0, 2] = 2.5
    v[1] = 0.25
    v[1, 1] = v[1, 2] = True
    v[1, 1], v[1, 2] = v[1, 2], -8


def augmented(float16[:] v):
    """
    >>> a = halves(1, 2048, 3, 65504)
    >>> augmented(a)
    >>> a.tolist()
    [2.0, 2048.0, 1.0, inf]
    """
    v[0] += 1
    v[1] += 1
    v[2] -= 2.0
    v[3] *= 2
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        v[i] /= 1


def total(const float16[:] v):
    """
    >>> fixed = halves(0.5, 0.25, 4)
    >>> fixed.flags.writeable = False
    >>> total(fixed), total(fixed[::-2])
    (4.75, 4.5)
    """
    cdef double s = 0
    cdef Py_ssize_t i
    with nogil:
        for i in range(v.shape[0]):
            if v[i]:
                s += v[i]
    return s


def walked(float16[:] v, float16[:, :] w):
    """
    >>> walked(halves(1, 2, 4), np.ones((2, 2), dtype=np.float16))
    (7.0, [1.0, 2.0, 4.0], 4.0, array([1., 2., 4.], dtype=float16), (2.0, 4.0))
    """
    s, t = 0.0, 0.0
    for x in v:
        s += x
    for row in w:
        for x in row:
            t += x
    return s, list(v), t, np.asarray(v), (v[1], abs(-v[2]))


def choose(item[:] v):
    """
    >>> a, b = halves(1, 2), np.array([1.0, 2.0])
    >>> choose(a), choose(b)
    ('float16[:]', 'double[:]')
    >>> a.tolist(), b.tolist()
    ([1.099609375, 2.0], [1.1, 2.0])
    >>> choose(np.array([1]))
    Traceback (most recent call last):
    TypeError: No matching signature found
    """
    v[0] = v[0] + 0.1
    return cython.typeof(v)


def buffered(cnp.ndarray[float16, ndim=2] a):
    """
    >>> a = np.ones((2, 2), dtype=np.float16)
    >>> buffered(a)
    1.0
    >>> a.tolist()
    [[1.0, 2.0], [1.0, 1.0]]
    """
    a[0, 1] += a[1, 0]
    return a[0, 0]


def parts(float16[:] v):
    """
    >>> a = halves(1, 2, 3, 4)
    >>> parts(a)
    (array([4., 2.], dtype=float16), [9.0, 3.0])
    >>> a.tolist()
    [1.0, 5.0, 5.0, 9.0]
    """
    kept = Kept(v)
    copy = np.asarray(kept.values[::-2].copy())
    v[1:3] = 5
    kept.values[3] = 9
    cdef object o = kept.values
    o[2] = 3.0
    seen = [o[3], o[2]]
    o[2] = o[1]
    return copy, seen


def in_structs(Pixel[:] v):
    """
    >>> a = np.zeros(2, dtype=[("value", "e"), ("count", "h"), ("more", "e", 2)])
    >>> in_structs(a)
    {'value': 1.5, 'count': 3, 'more': [0.09998, 4.0]}
    >>> a["value"].tolist(), a["count"].tolist(), a["more"].tolist()
    ([0.0, 1.5], [0, 3], [[0.0, 0.0], [0.0999755859375, 4.0]])
    """
    cdef Pixel p = v[0]
    p.value = 0.5
    p.count = 3
    p.more[0] = 0.1
    p.more[1] = p.value * 8
    p.value += 1
    v[1] = p
    cdef dict d = v[1]
    d["more"] = [round(x, 5) for x in d["more"]]
    return d


def pointed(float16[::1] v):
    """
    >>> a = halves(1, 2)
    >>> pointed(a), a.tolist()
    (3.0, [1.0, 0.5])
    """
    cdef float16 *p = &v[0]
    cdef float16 both[2]
    both[0] = p[0]
    both[1] = p[1]
    p[1] = 0.5
    return both[0] + both[1]


def nearest(double x):
    """
    >>> nearest(0.1), nearest(1e6)
    (0.0999755859375, inf)
    """
    return <float16>x
