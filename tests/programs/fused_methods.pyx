# test: specialisations of fused C methods are asked for by type; tests on fused types are values, too; None has no methods
# cython: language_level=3
cimport cython
from cython cimport floating

ctypedef fused number:
    short
    long

cdef class Box:
    cdef number scale(self, number x):
        return <number>(x * 2)

    cdef which(self, number x):
        return cython.typeof(x)

    def both(self, x):
        return self.which[short](x), self.which[long](x), self.scale[short](x)

cdef answers(floating x):
    return floating in cython.floating, floating is double, not floating is float

def on_none():
    cdef Box b = None
    return b.scale[long](1)

def test():
    """
    >>> Box().both(3)
    ('short', 'long', 6)
    >>> test()
    ((True, True, True), (True, False, False))
    >>> on_none()
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'scale'
    """
    cdef float f = 1
    cdef double d = 1
    return answers(d), answers(f)


cdef class Many:
    """
    >>> Many().kind(3), Many().kind(x=4), Many.kind(Many(), 5)
    ('long', 'long', 'long')
    >>> Many.fixed(2.0), Many.made(1j), Many().made(3, z=2)
    (('double', 3), ('Many', 'double complex', 1), ('Many', 'long', 2))
    >>> Many().face(1, 2.5), Many().face['int', 'double'](7), Many().number('no')
    Traceback (most recent call last):
    TypeError: No matching signature found
    >>> Many().face(1, 2.5), Many().number['short'](7)
    (('long', 'double', 2.5), 'short')
    >>> Derived().kind(1), Derived().face(1)
    ('long', ('long', 'double', 2.0))
    """
    def kind(self, cython.integral x):
        return cython.typeof(x)

    @staticmethod
    def fixed(cython.floating x, y=3):
        return cython.typeof(x), y

    @classmethod
    def made(cls, cython.numeric x, *, z=1):
        return cls.__name__, cython.typeof(x), z

    cpdef face(self, cython.integral x, cython.floating y=2.0):
        return cython.typeof(x), cython.typeof(y), y

    cpdef number(self, cython.integral x):
        return cython.typeof(x)


class Derived(Many):
    pass
