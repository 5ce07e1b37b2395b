# test: c++, containers are changed where they are, whatever arguments and indices do meanwhile
# cython: autotestdict=False
# cython: language_level=3
from libcpp.vector cimport vector

cdef vector[int] shared

cdef class Holder:
    cdef vector[int] held

def one():
    return 1

def grow():
    shared.push_back(50)
    return 60

def test():
    """
    >>> test()
    ([1, 7, 50, 60], [1, 9], [10, 4])
    """
    cdef vector[int] local
    cdef Holder h = Holder()
    shared.push_back(one())
    shared.push_back(one())
    shared[one()] = one() + 5
    shared[one()] += one()
    shared.push_back(grow())
    local.push_back(one())
    local.push_back(one())
    local[one()] = 8
    local[one()] += one()
    h.held.push_back(one())
    h.held.push_back(3)
    h.held[one()] += one()
    h.held[one() - 1] = one() + 9
    return shared, local, h.held
