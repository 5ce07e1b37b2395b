# cython: language_level=3
"""The sum of an array of integers."""


def total_int(long[::1] x):
    cdef Py_ssize_t i
    cdef long result = 0
    for i in range(x.shape[0]):
        result += x[i]
    return result
