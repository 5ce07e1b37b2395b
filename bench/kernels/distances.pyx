# cython: language_level=3
"""The distances between all pairs of points in space."""
from libc.math cimport sqrt


def distances(double[:, ::1] points, double[:, ::1] out):
    cdef Py_ssize_t i, j, k
    cdef double difference, result
    for i in range(points.shape[0]):
        for j in range(points.shape[0]):
            result = 0
            for k in range(points.shape[1]):
                difference = points[i, k] - points[j, k]
                result += difference * difference
            out[i, j] = sqrt(result)
