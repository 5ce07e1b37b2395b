# test:
"""Loops over the rows of views."""
from cython.view cimport array


cdef double[:, ::1] grid(int n, int m):
    cdef double[:, ::1] a = array((n, m), sizeof(double), "d")
    cdef int i, j
    for i in range(n):
        for j in range(m):
            a[i, j] = 10 * i + j
    return a


def rows():
    """
    >>> rows()
    [[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]
    33.0
    """
    cdef double s = 0
    cdef double[:, ::1] g = grid(2, 3)
    print([[x for x in row] for row in g])
    cdef double[::1] row
    for row in g[1:]:
        for x in row:
            s += x
    return s


def columns():
    """
    >>> columns()
    [0.0, 10.0]
    [1.0, 11.0]
    """
    for column in grid(2, 2).T:
        print([x for x in column])


def planes():
    """
    >>> planes()
    (1, 2) 0.0
    (1, 2) 10.0
    """
    cdef double[:, :, :] a = grid(2, 2)[:, None, :]
    for plane in a:
        print((plane.shape[0], plane.shape[1]), plane[0, 0])
