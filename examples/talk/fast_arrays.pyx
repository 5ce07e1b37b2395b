# cython: language_level=3
"""Example 2 of the talk "Python at the Speed of C": a calculation over all pairs, without temporary arrays.

The slides hand float64 arrays to a buffer of C `float`; here a fused type takes float32 and float64 alike, and the
sum is 64 bits wide, so that the talk's own sizes (10,000 by 20,000) do not overflow it.
"""
cimport cython
cimport numpy as np
from cython cimport floating
from libc.math cimport round, sqrt

import numpy as np

np.import_array()


def do_something(np.ndarray[floating, ndim=1] arr1, np.ndarray[floating, ndim=1] arr2):
    """The sum of the rounded distances above 10 over all pairs with `arr1[i] <= arr2[j]`.

    >>> do_something(np.arange(5.0), np.arange(30.0))
    1916
    >>> do_something(np.arange(5, dtype=np.float32), np.arange(30, dtype=np.float32))
    1916
    """
    cdef long long res
    cdef floating[::1] a1_view = arr1
    cdef floating[::1] a2_view = arr2
    with nogil:
        res = _do_something(a1_view, a2_view)
    return res


@cython.boundscheck(False)
@cython.wraparound(False)
cdef long long _do_something(floating[::1] arr1, floating[::1] arr2) noexcept nogil:
    cdef Py_ssize_t i, j
    cdef long long total = 0
    cdef int tmp

    for i in range(arr1.shape[0]):
        for j in range(arr2.shape[0]):
            if arr1[i] > arr2[j]:
                continue
            tmp = int(round(sqrt(arr1[i]**2 + arr2[j]**2)))
            if tmp > 10:
                total += tmp
    return total


def do_something_strided(floating[:] arr1, floating[:] arr2):
    """The same for arrays with gaps between their elements.

    >>> do_something_strided(np.arange(5.0), np.arange(60.0)[::2] / 2)
    1916
    """
    cdef long long res
    with nogil:
        res = _do_something_strided(arr1, arr2)
    return res


@cython.boundscheck(False)
@cython.wraparound(False)
cdef long long _do_something_strided(floating[:] arr1, floating[:] arr2) noexcept nogil:
    cdef Py_ssize_t i, j
    cdef long long total = 0
    cdef int tmp

    for i in range(arr1.shape[0]):
        for j in range(arr2.shape[0]):
            if arr1[i] > arr2[j]:
                continue
            tmp = int(round(sqrt(arr1[i]**2 + arr2[j]**2)))
            if tmp > 10:
                total += tmp
    return total
