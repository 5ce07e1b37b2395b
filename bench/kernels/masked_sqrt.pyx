# cython: language_level=3
"""The square roots of the elements that a mask selects."""
from libc.math cimport sqrt


def masked_sqrt(double[::1] x, unsigned char[::1] mask, double[::1] out):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        if mask[i]:
            out[i] = sqrt(x[i])
        else:
            out[i] = 0
