# test: numpy: C functions and methods take arrays apart by buffer types, fused ones with defaults too
import numpy as np
cimport numpy as np

ctypedef fused floating:
    float
    double

cdef double corner(np.ndarray[double, ndim=2] a):
    return a[0, 1]

cdef floating put(np.ndarray[floating, ndim=2] a, floating value=3):
    a[0, 0] = value
    return a[1, 1]

cdef class Held:
    cdef double at(self, np.ndarray[double, ndim=1] a, int k):
        a[1] = k
        return a[0] + a[1]

def test(np.ndarray[floating, ndim=2] a):
    """
    >>> a = np.ones((2, 2), 'f')
    >>> test(a), float(a[0, 0])
    ((1.0, 1.0), 4.0)
    >>> test(np.ones((2, 2), int))
    Traceback (most recent call last):
        ...
    TypeError: No matching signature found
    """
    return put(a), put(a, 4)

def others():
    """
    >>> others()
    (2.0, 7.0)
    """
    return corner(np.array([[1.0, 2.0]])), Held().at(np.arange(3.0), 7)
