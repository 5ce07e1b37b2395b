# test: conversions that call themselves, and instances that are made by the C of others
"""
>>> for kind in (Floats, Indexes, Both): kind(None).ask()
'TypeError'
'TypeError'
'TypeError'
>>> for kind in (Floats, Indexes, Both): circle(kind).ask()
'RecursionError'
'RecursionError'
'RecursionError'
>>> for kind in (Floats, Indexes): kind(kind(kind(2))).ask()
2.0
2
>>> Both(2).ask()
4.0
>>> Point(1.5).twice(), Point(x=2).twice(), Point(Floats(3)).twice(), Point(1, name="n").name
(3.0, 4.0, 6.0, 'n')
>>> [p.x for p in map(Point, [1, 2.5, Floats(7)])]
[1.0, 2.5, 7.0]
>>> Point("x")
Traceback (most recent call last):
TypeError: must be real number, not str
>>> Point(circle(Floats)) # doctest: +ELLIPSIS
Traceback (most recent call last):
RecursionError: ...
>>> Point(1) + 3 # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...
>>> Point(1) + Point(2.5)
3.5
>>> Sub(2).twice(), Sub(2).three()
(100.0, 100.0)
>>> made(Point, 100), made(Other, 100), made(Sub, 10)
(4950.0, 4950.0, 45.0)
>>> Other.__init__(Other(3), 4)
>>> Point(1, 2, 3) # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...
>>> endless(1) # doctest: +ELLIPSIS
Traceback (most recent call last):
RecursionError: ...
"""


cdef class Floats:
    cdef public object inner

    def __init__(self, inner):
        self.inner = inner

    def __float__(self):
        cdef double d = self.inner
        return d

    def ask(self):
        try:
            return float(self)
        except (TypeError, RecursionError) as e:
            return type(e).__name__


cdef class Indexes:
    cdef public object inner

    def __init__(self, inner):
        self.inner = inner

    def __index__(self):
        cdef Py_ssize_t n = self.inner
        return n

    def ask(self):
        try:
            return self.__index__()
        except (TypeError, RecursionError) as e:
            return type(e).__name__


cdef class Both:
    cdef public object inner

    def __init__(self, inner):
        self.inner = inner

    def __int__(self):
        cdef long n = self.inner
        return n

    def __float__(self):
        cdef double d = self.inner
        cdef int n = self.inner
        return d + n

    def ask(self):
        try:
            return float(self)
        except (TypeError, RecursionError) as e:
            return type(e).__name__


def circle(kind):
    o = kind(None)
    o.inner = o
    return o


cdef class Point:
    cdef public double x
    cdef public object name

    def __init__(self, double x, name=None):
        self.x = x
        self.name = name

    cpdef double twice(self):
        return 2 * self.x

    def three(self):
        return self.twice()

    def __add__(self, other):
        return self.x + (<Point?>other).x


cdef class Other:
    cdef public double x

    def __init__(self, double x):
        self.x = x


class Sub(Point):
    def twice(self):
        return 100.0


def made(kind, int count):
    cdef double total = 0
    for i in range(count):
        total += kind(i).x
    return total


cpdef endless(n):
    return globals()["endless"](n)
