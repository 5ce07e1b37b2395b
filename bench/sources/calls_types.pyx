# cython: language_level=3
"""What the calls, attributes and construction of an extension type cost."""


cdef class Point:
    cdef public double x
    cdef public object name
    cdef double secret

    def __init__(self, double x, name=None):
        self.x = x
        self.name = name
        self.secret = x

    def method(self, other):
        return other

    cpdef double twice(self):
        return 2 * self.secret

    @property
    def half(self):
        return self.secret / 2

    def __add__(self, other):
        return self.x + (<Point?>other).x

    def __getitem__(self, index):
        return index


def make(Py_ssize_t count):
    cdef Py_ssize_t i
    cdef double total = 0
    cdef Point point
    for i in range(count):
        point = Point(i)
        total += point.twice()
    return total
