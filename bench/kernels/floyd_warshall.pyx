# cython: language_level=3
"""All shortest paths, in place."""


def floyd_warshall(double[:, ::1] d):
    cdef Py_ssize_t i, j, k, number = d.shape[0]
    cdef double through
    for k in range(number):
        for i in range(number):
            for j in range(number):
                through = d[i, k] + d[k, j]
                if through < d[i, j]:
                    d[i, j] = through
