# test: views and buffers whose axes go through pointers, or may.
"""
>>> m = Rows(3, 4)
>>> at(m, 1, 2), generic(m, 2, 3), generic(memoryview(bytearray(b"abcd")).cast("i", (1, 1)), 0, 0)
(12, 23, 1684234849)
>>> at(m, 3, 0)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> at(memoryview(bytearray(b"abcd")).cast("i", (1, 1)), 0, 0)
Traceback (most recent call last):
    ...
ValueError: Buffer is not indirectly accessible in dimension 0.
>>> row(m, 2), part(m)
([20, 21, 22, 23], [[11, 13], [21, 23]])
>>> face(m)
((3, 4), (0, -1), 12, [10, 11, 12, 13], False)
>>> column(m)
[3, 13, 23]
>>> copied(m)
Traceback (most recent call last):
    ...
ValueError: Cannot copy memoryview slice with indirect dimensions (axis 0)
>>> direct(m)
Traceback (most recent call last):
    ...
ValueError: Buffer not compatible with direct access in dimension 0.
>>> buffer(m, 1, 1), m.exports
(111, 0)
"""
from cpython.mem cimport PyMem_Malloc, PyMem_Free
from cython cimport view


cdef class Rows:
    cdef int **rows
    cdef Py_ssize_t shape[2]
    cdef Py_ssize_t strides[2]
    cdef Py_ssize_t suboffsets[2]
    cdef readonly int exports

    def __cinit__(self, int n, int m):
        cdef int i, j
        self.rows = <int**>PyMem_Malloc(n * sizeof(int*))
        for i in range(n):
            self.rows[i] = <int*>PyMem_Malloc(m * sizeof(int))
            for j in range(m):
                self.rows[i][j] = 10 * i + j
        self.shape[0], self.shape[1] = n, m
        self.strides[0], self.strides[1] = sizeof(int*), sizeof(int)
        self.suboffsets[0], self.suboffsets[1] = 0, -1

    def __dealloc__(self):
        cdef int i
        for i in range(self.shape[0]):
            PyMem_Free(self.rows[i])
        PyMem_Free(self.rows)

    def __getbuffer__(self, Py_buffer *b, int flags):
        b.buf = self.rows
        b.obj = self
        b.len = self.shape[0] * self.shape[1] * sizeof(int)
        b.readonly = 0
        b.itemsize = sizeof(int)
        b.format = "i"
        b.ndim = 2
        b.shape = self.shape
        b.strides = self.strides
        b.suboffsets = self.suboffsets
        b.internal = NULL
        self.exports += 1

    def __releasebuffer__(self, Py_buffer *b):
        self.exports -= 1


def at(int[::view.indirect, ::1] v, int i, int j):
    return v[i, j]


def generic(int[::view.generic, ::view.generic] v, int i, int j):
    return v[i, j]


def row(int[::view.indirect, :] v, int i):
    cdef int[:] r = v[i]
    return [x for x in r]


def part(int[::view.indirect, :] v):
    w = v[1:, 1::2]
    return [[w[i, j] for j in range(2)] for i in range(2)]


def face(int[::view.indirect, :] v):
    o = <object>v
    return o.shape, o.suboffsets, o[1, 2], list(o[1]), o.is_c_contig()


def column(int[::view.indirect, :] v):
    return [x for x in v[:, 3]]


def copied(int[::view.indirect, :] v):
    return v.copy()


def direct(int[::view.generic, :] v):
    cdef int[:, :] w = v
    return w[0, 0]


def buffer(object[int, ndim=2] b, int i, int j):
    b[i, j] += 100
    return b[i, j]


def parts_of_shapes(double[:, :] direct, int[::view.generic, ::view.generic] any_way, int i):
    """
    Shape, strides and suboffsets as a whole and by an index that is known at run time.

    >>> parts_of_shapes(memoryview(bytearray(48)).cast('d', (2, 3)), memoryview(bytearray(24)).cast('i', (2, 3)), 1)
    ([-1, -1], -1, [2, 3], 3, [-1, -1], -1, [12, 4])
    """
    return (direct.suboffsets, direct.suboffsets[i], direct.shape, direct.shape[i],
            any_way.suboffsets, any_way.suboffsets[i], any_way.strides)
