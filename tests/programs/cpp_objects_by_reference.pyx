# test: c++
"""Objects where C++ takes references to values.

>>> distinct([1, 2, 2, 3, -1])
[-1, 1, 2, 3]
>>> distinct(["one"])
Traceback (most recent call last):
TypeError: an integer is required
>>> lengths({"a": 1, "b": 22}.items(), b"b")
(2, 22)
>>> growing([0.5, 1])
[0.5, 1.0]
"""
from libcpp.map cimport map
from libcpp.set cimport set
from libcpp.string cimport string
from libcpp.vector cimport vector


def distinct(values):
    cdef set[int] found
    for value in values:
        found.insert(value)
    return [item for item in found]


def lengths(items, key):
    cdef map[string, int] found
    for name, number in items:
        found[name.encode()] = number
    return found.count(b"a") + found.count(key), found[key]


def growing(values):
    cdef vector[double] items
    for value in values:
        items.push_back(value)
    return items
