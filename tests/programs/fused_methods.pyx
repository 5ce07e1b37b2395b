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
