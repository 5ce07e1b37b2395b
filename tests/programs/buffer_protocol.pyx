# test: extension types that give buffers, also where `import *` stands in the module.
"""
>>> m = Memory(3)
>>> v = memoryview(m); v.format, v.shape, v.tolist()
('i', (3,), [0, 1, 4])
>>> m.exports
1
>>> v.release(); m.exports
0
>>> total(m), m.exports
(5, 0)
>>> assign_number(m)
Traceback (most recent call last):
    ...
TypeError: a bytes-like object is required, not 'int'
>>> doubled(m); total(m)
10
"""
from math import *
from cpython.buffer cimport Py_buffer, PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.mem cimport PyMem_Malloc, PyMem_Free


cdef class Memory:
    cdef int *items
    cdef Py_ssize_t n
    cdef readonly int exports

    def __cinit__(self, Py_ssize_t n):
        cdef Py_ssize_t i
        self.items = <int*>PyMem_Malloc(n * sizeof(int))
        if self.items is NULL:
            raise MemoryError
        self.n = n
        for i in range(n):
            self.items[i] = i * i

    def __dealloc__(self):
        PyMem_Free(self.items)

    def __getbuffer__(self, Py_buffer *b, int flags):
        b.buf = self.items
        b.obj = self
        b.len = self.n * sizeof(int)
        b.readonly = 0
        b.itemsize = sizeof(int)
        b.format = "i"
        b.ndim = 1
        b.shape = &self.n
        b.strides = &b.itemsize
        b.suboffsets = NULL
        b.internal = NULL
        self.exports += 1

    def __releasebuffer__(self, Py_buffer *b):
        self.exports -= 1


def total(int[:] v):
    cdef int s = 0
    cdef Py_ssize_t i
    with nogil:
        for i in range(v.shape[0]):
            s += v[i]
    return s


def doubled(object[int] b):
    cdef Py_ssize_t i
    for i in range(3):
        b[i] *= 2


def assign_number(m):
    cdef object[int] b = m
    b = 3


def size_of(given):
    """CPython's structs may be cimported, though every module knows them.

    >>> size_of(b"abc")
    3
    """
    cdef Py_buffer b
    PyObject_GetBuffer(given, &b, PyBUF_SIMPLE)
    n = b.len
    PyBuffer_Release(&b)
    return n
