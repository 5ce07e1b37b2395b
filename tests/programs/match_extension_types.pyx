# test: `match` on extension types, whose attributes Python does not see, and on views, which are sequences
import array
from collections.abc import Sequence

from cython cimport view


cdef class Point:
    cdef double x
    cdef int *where
    cdef public int y
    cdef int n

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        self.n = 7
        self.where = &self.n

    @property
    def z(self):
        return "z"


cdef class Named(Point):
    cdef str name

    def __init__(self, name):
        Point.__init__(self, 1.5, 2)
        self.name = name


def of_point(p):
    """
    >>> of_point(Point(5)), of_point(Point(5, 3)), of_point(Named("n"))
    ('other 5.0 0', ('three', 5.0, 'z'), ('named', 'n', 1.5))
    >>> of_point(Point(0)), of_point([1]), of_point(None)
    ('nothing', None, None)
    >>> class Sub(Point): pass
    >>> of_point(Sub(4, 3))
    ('three', 4.0, 'z')
    """
    match p:
        case Named(name=str() as name, x=x):
            return "named", name, x
        case Point(z=z, x=x, y=3):
            return "three", x, z
        case Point(x=0.0):
            return "nothing"
        case Point(x=x, y=y):
            return f"other {x} {y}"


def liar():
    """
    >>> liar()
    Traceback (most recent call last):
    TypeError: Cannot convert Liar to match_extension_types.Point
    """
    class Liar:
        __class__ = Point

    return of_point(Liar())


def shadowed(p):
    """
    >>> shadowed(Point(5))
    >>> class Other: x = 3
    >>> shadowed(Other())
    3
    """
    Point = type(p)
    match p:
        case Point(x=x):
            return x


def pointed(p):
    """
    >>> pointed(Point(1))
    7
    """
    match p:
        case Point(where=where):
            return where[0]


def of_view(int[:] v):
    """
    >>> of_view(array.array("i", [0, 1, 2])), of_view(array.array("i", [0, 1, 3])), of_view(array.array("i")), of_view(None)
    (('a', 1), ('b', 0, [1, 3]), 'empty', 'no')
    """
    match v:
        case [0, y, 2]:
            return "a", y
        case [first, *rest]:
            return "b", first, rest
        case []:
            return "empty"
    return "no"


def sequences():
    """
    >>> sequences()
    (True, True, 2)
    """
    cdef view.array a = view.array((2,), sizeof(int), "i")
    cdef int[:] v = a
    v[:] = 4
    match a:
        case [4, 4]:
            found = 2
        case _:
            found = 0
    return isinstance(a, Sequence), isinstance(v, Sequence), found
