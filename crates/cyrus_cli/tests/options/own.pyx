"""A module that is its own interface."""
import sys
from libc.math cimport sqrt
include "more.pxi"

ctypedef int number

cdef enum Color:
    RED = 1
    BLUE

cdef struct Point:
    double x
    number n

cdef int count = 3
cdef object box = [1]

cdef class Shape:
    """A shape."""
    cdef public double width
    cdef Point point
    cdef double[:] cells

    def __init__(self, width=1.0):
        self.width = width

    cdef double area(self, double k=2) except -1:
        return self.width * k

    cpdef double twice(self):
        return 2 * self.width

    @staticmethod
    cdef int next(int a):
        return a + 1

    property one:
        def __get__(self):
            return 1

cdef class Square(Shape):
    cdef double area(self, double k=2) except -1:
        return sqrt(self.width) * k

cdef inline int doubled(int a):
    return a * 2

cdef int add(int a, int b=4) except? -1:
    return a + b

cpdef str name(Shape s):
    return type(s).__name__

cdef Point make(double x):
    cdef Point p
    p.x = x
    p.n = 7
    return p

cdef Color colour():
    return BLUE

def state():
    return count, box

if count:
    count += 1
