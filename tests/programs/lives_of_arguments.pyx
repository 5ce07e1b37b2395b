# test: what C code looks into lives as long as it looks; defaults of C functions are evaluated once.
"""
>>> length(b"ab"), first(b"xy")
(5, 97)
>>> optional(3)
['made', 'called with 3', 'gone']
>>> optional_view(bytearray(b"ab"))
(98, 98)
>>> [count(), count(), count(5)]
[1, 2, 5]
>>> evaluated
1
"""
from libc.string cimport strlen

cdef list log = []


cdef class Noted:
    cdef int n

    def __cinit__(self, int n):
        self.n = n
        log.append("made")

    def __dealloc__(self):
        log.append("gone")


def length(x):
    return strlen((x + b"a" + x))


def first(x):
    return (<char*>(b"a" + x))[0]


cdef show(int n, Noted noted=None):
    log.append(f"called with {noted.n}")


def optional(int n):
    del log[:]
    show(1, Noted(n))
    return log


cdef int sum_of(unsigned char[:] a, unsigned char[:] b=None):
    return a[0] if b is None else b[1]


def optional_view(data):
    return sum_of(data, data), sum_of(data[1:])


evaluated = 0


def evaluate():
    global evaluated
    evaluated += 1
    return [0]


cdef int counted(int given=0, list box=evaluate()):
    box[0] += 1
    return given or box[0]


def count(int given=0):
    return counted(given)
