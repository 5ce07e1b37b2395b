"""Classes: Python ones with inheritance and properties, extension types with C fields.

>>> r = Rectangle(3, 4)
>>> r.area, r.describe()
(12, 'a Rectangle of 12')
>>> p = Point(3, 4)
>>> p.norm(), p.x
(5.0, 3.0)
>>> p + Point(1, 1)
Point(4.0, 5.0)
>>> p == Point(3, 4), p == Point(3, 5)
(True, False)
>>> p.x = "a"
Traceback (most recent call last):
    ...
TypeError: must be real number, not str
>>> c = Counter()
>>> [c.next() for _ in range(3)]
[1, 2, 3]
>>> c.count
3
"""
from libc.math cimport sqrt


class Shape:
    def describe(self):
        return f"a {type(self).__name__} of {self.area}"


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def area(self):
        return self.width * self.height


cdef class Point:
    cdef public double x, y

    def __init__(self, double x, double y):
        self.x = x
        self.y = y

    cpdef double norm(self):
        return sqrt(self.x * self.x + self.y * self.y)

    def __add__(self, Point other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == (<Point>other).x and self.y == (<Point>other).y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


cdef class Counter:
    cdef readonly int count

    cdef int bump(self):
        self.count += 1
        return self.count

    def next(self):
        return self.bump()
