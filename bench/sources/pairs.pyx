# cython: language_level=3
"""Example 2 of the talk for float64, over contiguous and over strided views, with the talk's directives."""
cimport cython
from libc.math cimport round, sqrt


def contiguous(double[::1] a, double[::1] b):
    cdef long long result
    with nogil:
        result = _contiguous(a, b)
    return result


@cython.boundscheck(False)
@cython.wraparound(False)
cdef long long _contiguous(double[::1] a, double[::1] b) noexcept nogil:
    cdef Py_ssize_t i, j
    cdef long long total = 0
    cdef int rounded
    for i in range(a.shape[0]):
        for j in range(b.shape[0]):
            if a[i] > b[j]:
                continue
            rounded = int(round(sqrt(a[i]**2 + b[j]**2)))
            if rounded > 10:
                total += rounded
    return total


def strided(double[:] a, double[:] b):
    cdef long long result
    with nogil:
        result = _strided(a, b)
    return result


@cython.boundscheck(False)
@cython.wraparound(False)
cdef long long _strided(double[:] a, double[:] b) noexcept nogil:
    cdef Py_ssize_t i, j
    cdef long long total = 0
    cdef int rounded
    for i in range(a.shape[0]):
        for j in range(b.shape[0]):
            if a[i] > b[j]:
                continue
            rounded = int(round(sqrt(a[i]**2 + b[j]**2)))
            if rounded > 10:
                total += rounded
    return total
