# test: what is cimported by name goes before what a star brought
from cpython cimport *
from libc.stdlib cimport *
from libc.stdint cimport uint64_t

def test():
    """
    >>> test()
    (8, 5)
    """
    cdef uint64_t x = 5
    return sizeof(x), abs(-<int>x)
