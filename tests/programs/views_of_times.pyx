# test: numpy items that are datetime64 and timedelta64
# cython: language_level=3
cimport cython
cimport numpy as cnp
import gc
import numpy as np

cnp.import_array()

ctypedef cnp.npy_datetime moment
ctypedef fused either:
    cnp.npy_datetime
    cnp.npy_timedelta
ctypedef fused wide:
    double
    cnp.npy_int64
    cnp.npy_datetime


def days(*texts):
    return np.array(texts, dtype="M8[D]")


class Sub(np.ndarray):
    pass


def first(cnp.npy_datetime[:] v):
    """
    Any unit; NaT is the smallest int64.

    >>> first(days("1970-01-03", "2000-01-01"))
    2
    >>> first(days("1970-01-03").astype("M8[h]"))
    48
    >>> first(np.array(["NaT"], dtype="M8")) == np.iinfo(np.int64).min
    True
    >>> first(np.array([5, 6], dtype=np.int64)), first(np.array([5, 6], dtype="q"))
    (5, 5)
    >>> first(days("1970-01-03").view(Sub))
    2
    >>> first(np.ma.array(days("1970-01-04"), mask=[True]))
    3

    What it is not:

    >>> first(np.array([1], dtype="m8[s]"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'npy_datetime' but got 'timedelta64'
    >>> first(np.array([1.0]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'npy_datetime' but got 'double'
    >>> first(np.array([[1]], dtype="M8[s]"))
    Traceback (most recent call last):
    ValueError: Buffer has wrong number of dimensions (expected 1, got 2)
    >>> first(days("1970-01-03").astype(">M8[D]"))
    Traceback (most recent call last):
    ValueError: Big-endian buffer not supported on little-endian compiler
    >>> fixed = days("1970-01-03")
    >>> fixed.flags.writeable = False
    >>> first(fixed)
    Traceback (most recent call last):
    ValueError: buffer source array is read-only
    >>> first(np.array(["x"]))              # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: ...
    >>> first(3)                            # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    """
    return v[0]


def longest(const cnp.npy_timedelta[:] v not None):
    """
    >>> longest(np.array([3, -7, 5], dtype="m8[ns]"))
    5
    >>> fixed = np.array([3, -7, 5], dtype="m8[ns]")
    >>> fixed.flags.writeable = False
    >>> longest(fixed), longest(fixed.view(Sub)), longest(fixed[::2])
    (5, 5, 5)
    >>> longest(days("1970-01-03"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'const npy_timedelta' but got 'datetime64'
    >>> longest(None)
    Traceback (most recent call last):
    TypeError: Argument 'v' must not be None
    """
    cdef cnp.npy_timedelta most = v[0]
    cdef Py_ssize_t i
    with nogil:
        for i in range(v.shape[0]):
            if v[i] > most:
                most = v[i]
    return most


def whole(long long[:] v):
    """
    >>> whole(np.array([3], dtype="q"))
    3
    >>> whole(days("1970-01-03"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'long long' but got 'datetime64'
    >>> whole(np.array([3], dtype="m8").view(Sub))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'long long' but got 'timedelta64'
    """
    return v[0]


def objects(object[:] v):
    """
    >>> objects(days("1970-01-03"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Python object' but got 'datetime64'
    """
    return v[0]


def later(moment[:, ::1] v, cnp.npy_timedelta[:] by):
    """
    >>> table = np.array([[0, 60], [120, 180]], dtype="M8[m]")
    >>> later(table, np.array([1, 2], dtype="m8[m]"))
    >>> table.astype(np.int64).tolist()
    [[1, 62], [121, 182]]
    >>> later(table.view(Sub), np.array([9, 1, 9, 2], dtype="m8[m]")[1::2])
    >>> table.astype(np.int64).tolist()
    [[2, 64], [122, 184]]
    >>> later(table.T, np.array([1, 2], dtype="m8[m]"))
    Traceback (most recent call last):
    ValueError: ndarray is not C-contiguous
    """
    cdef Py_ssize_t i, j
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            v[i, j] += by[j]


def kind(either[:] v):
    """
    >>> kind(days("1970-01-03")), kind(np.array([1], dtype="m8[s]")), kind(np.array([1], dtype="m8[s]").view(Sub))
    ('npy_datetime[:]', 'npy_timedelta[:]', 'npy_timedelta[:]')
    >>> kind(np.array([1], dtype=np.int64))
    'npy_datetime[:]'
    >>> kind(np.array([1.0]))
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> kind(days(["1970-01-03"]))
    Traceback (most recent call last):
    TypeError: No matching signature found
    """
    return cython.typeof(v)


def name(wide[:, :] v):
    """
    >>> name(np.array([[1]], dtype="M8[s]")), name(np.array([[1]], dtype=np.int64)), name(np.array([[1.0]]))
    ('npy_datetime[:, :]', 'npy_int64[:, :]', 'double[:, :]')
    >>> name(np.array([[1]], dtype="m8[s]"))
    Traceback (most recent call last):
    TypeError: No matching signature found
    """
    return cython.typeof(v)


def buffered(cnp.ndarray[cnp.npy_datetime, ndim=1] a):
    """
    >>> at = days("1970-01-03", "1970-01-05")
    >>> buffered(at)
    dtype('<M8[D]')
    >>> at
    array(['1970-01-04', '1970-01-05'], dtype='datetime64[D]')
    >>> buffered(np.array([1], dtype="m8[s]"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'npy_datetime' but got 'timedelta64'
    """
    a[0] += 1
    return a.dtype


def unsorted(cnp.ndarray[cnp.npy_int64, ndim=1, cast=True] a):
    """
    Items of any type, asked for so.

    >>> unsorted(days("1970-01-03", "1970-01-05")), unsorted(np.array([3, -1], dtype="m8[s]"))
    (False, True)
    """
    return a[0] > a[1]


def held(a):
    """
    The array lives as long as the view.

    >>> held(lambda: days("1970-01-03", "1970-01-05"))
    (4, [2, 4], dtype('int64'))
    >>> held(lambda: days("1970-01-03", "1970-01-05").view(Sub))
    (4, [2, 4], dtype('int64'))
    """
    cdef cnp.npy_datetime[:] v = a()
    gc.collect()
    filler = [np.zeros(2) for _ in range(4)]
    return v[1], list(v), np.asarray(v).dtype


def indirect(cnp.npy_datetime[::cython.view.generic] v):
    """
    >>> indirect(days("1970-01-03", "1970-01-05"))
    4
    """
    return v[v.shape[0] - 1]


def replaced(cnp.npy_datetime[:] v, value):
    """
    Assignments from Python.

    >>> at = days("1970-01-03", "1970-01-05")
    >>> replaced(at, days("1970-01-11", "1970-01-12"))
    >>> at
    array(['1970-01-11', '1970-01-12'], dtype='datetime64[D]')
    >>> replaced(at, np.array([1, 2], dtype="m8[D]"))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'npy_datetime' but got 'timedelta64'
    """
    o = memoryview_of(v)
    o[:] = value


cdef memoryview_of(cnp.npy_datetime[:] v):
    return v


def truths(cnp.npy_bool[:] v):
    """
    bool arrays are arrays of npy_bool.

    >>> mask = np.array([True, False, True])
    >>> truths(mask), mask.tolist()
    (2, [False, True, False])
    >>> truths(np.array([True]).view(Sub))
    1
    >>> truths(np.array([1.0]))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'npy_bool' but got 'double'
    """
    cdef Py_ssize_t i
    cdef int n = 0
    with nogil:
        for i in range(v.shape[0]):
            n += v[i] != 0
            v[i] = not v[i]
    return n
