# cython: language_level=3
"""The scalar product of two arrays."""


def dot(double[::1] x, double[::1] y):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i] * y[i]
    return result
