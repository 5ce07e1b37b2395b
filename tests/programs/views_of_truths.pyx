# test: numpy items that are bint: alone, in structs, constant, as objects
# cython: language_level=3
import numpy as np

cdef struct Flagged:
    bint flag
    double weight

cdef class Kept:
    cdef public bint[:] flags


def written(bint[:] v):
    """
    >>> written(np.array([0, 3, 4], dtype=np.intc))
    (True, True, [True, True, True], array([1, 1, 1], dtype=int32))
    >>> written(np.array([0, 3], dtype=np.int8))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'bint' but got 'signed char'
    """
    v[0] = 5
    v[1:] = True
    return v[0], v.copy()[1], list(v), np.asarray(v)


def counted(const bint[:, ::1] v):
    """
    >>> counted(np.array([[0, 3], [1, 0]], dtype=np.intc))
    2
    """
    cdef Py_ssize_t i, j, n = 0
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            if v[i, j]:
                n += 1
    return n


def in_structs(Flagged[:] v):
    """
    >>> in_structs(np.zeros(2, dtype=np.dtype([("flag", "i4"), ("weight", "f8")], align=True)))
    ({'flag': True, 'weight': 0.0}, True, {'flag': True, 'weight': 0.0})
    """
    v[0].flag = 7
    cdef object o = v
    return v[0], v[0].flag, o[0]


def as_objects(v):
    """
    >>> as_objects(np.array([4, 0, 1], dtype=np.intc))
    ([True, False, True], False, True)
    """
    cdef Kept k = Kept()
    k.flags = v
    cdef object o = k.flags
    before = list(o)
    o[0], o[1] = [], "text"
    return before, bool(k.flags[0]), o[1]
