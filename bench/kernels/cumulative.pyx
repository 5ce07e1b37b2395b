# cython: language_level=3
"""Sums of all prefixes."""


def cumulative(double[::1] x, double[::1] out):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i]
        out[i] = result
