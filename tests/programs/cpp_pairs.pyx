# test: c++
"""Types whose names have commas, from Python and back.

>>> inserted([(1, 2), (3, 4), (1, 9)])
({1: 2, 3: 4}, [True, True, False])
"""

from libcpp.map cimport map
from libcpp.pair cimport pair


def inserted(items):
    cdef map[int, int] m
    new = []
    for item in items:
        new.append(m.insert(<pair[int, int]>item).second)
    return m, new
