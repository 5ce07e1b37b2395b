# cython: language_level=3
"""The sum of an array of doubles, from left to right."""


def total(double[::1] x):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i]
    return result
