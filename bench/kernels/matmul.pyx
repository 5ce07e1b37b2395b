# cython: language_level=3
"""The product of two matrices, as the definition reads."""


def matmul(double[:, ::1] a, double[:, ::1] b, double[:, ::1] out):
    cdef Py_ssize_t i, j, k
    cdef double result
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            result = 0
            for k in range(a.shape[1]):
                result += a[i, k] * b[k, j]
            out[i, j] = result
