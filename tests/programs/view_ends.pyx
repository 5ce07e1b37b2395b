"""Indices at the ends of a view, and beyond them.

>>> import sys
>>> from array import array
>>> data = array("l", [10, 20, 30])
>>> [tried(data, i) for i in (-4, -3, -1, 0, 2, 3, 4, -7, sys.maxsize, -sys.maxsize - 1, sys.maxsize - 2, -sys.maxsize)]
[None, 10, 30, 10, 30, None, None, None, None, None, None, None]
>>> [tried(array("l"), i) for i in (-1, 0, 1, sys.maxsize, -sys.maxsize - 1)]
[None, None, None, None, None]
>>> [tried(array("l", [7]), i) for i in (-2, -1, 0, 1)]
[None, 7, 7, None]
>>> add(data, -1, 5); add(data, 0, 1); data
array('l', [11, 20, 35])
>>> add(data, 3, 1)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> table = memoryview(bytearray(range(6))).cast("B", (2, 3))
>>> [corner(table, i, j) for i, j in ((-1, -1), (0, -3), (-2, 2), (1, 0))]
[5, 0, 2, 3]
>>> corner(table, -3, 0)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> corner(table, 0, -4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 1)
>>> without_gil(data, -2), without_gil(data, 1)
(20, 20)
>>> without_gil(data, -4)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> moved(data, -1), data
(2, array('l', [11, 20, 36]))
>>> below(memoryview(array("d", [1, 2, 4, 8, 16, 32]))[::2], memoryview(array("d", [1, 1, 1])))
18.0
"""


def tried(long[:] data, Py_ssize_t i):
    try:
        return data[i]
    except IndexError:
        return None


def add(long[:] data, Py_ssize_t i, long what):
    data[i] += what


def corner(unsigned char[:, :] table, int i, int j):
    return table[i, j]


def without_gil(long[::1] data, Py_ssize_t i):
    cdef long found
    with nogil:
        found = data[i]
    return found


def moved(long[:] data, Py_ssize_t i):
    """The index is another one when the sum is stored."""
    cdef Py_ssize_t old = i
    data[i] += 1
    if i < 0:
        i = i + data.shape[0]
    assert data[i] == data[old]
    return i


def below(double[:] x, double[:] y):
    """Floats are summed in order, whatever the distance between them."""
    cdef double total = 0, difference
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        difference = x[i] - y[i]
        total += difference
    return total
