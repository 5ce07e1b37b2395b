# test: c++
"""Items of C++ containers are as objects what their types say, whatever C++ makes of these types.

>>> flags([0, 3, "", "x"]), tree({1: [[]], 0: [[1], []]})
([False, True, False, True], {False: [[True], []], True: [[]]})
>>> swapped({Shade.DARK: Shade.LIGHT}), swapped({1: 0})
({<Shade.LIGHT: 0>: <Shade.DARK: 1>}, {<Shade.LIGHT: 0>: <Shade.DARK: 1>})
>>> letters("häß")
['ß', 'ä', 'h']
>>> letters(["ab"])
Traceback (most recent call last):
ValueError: only single character unicode strings can be converted to Py_UCS4, got length 2
>>> points([{"x": 1, "y": {"re": 2, "on": 7}}, {"y": {"re": 4.5, "on": []}, "x": 3}])
[{'x': 1, 'y': {'re': 2.0, 'on': True}}, {'x': 3, 'y': {'re': 4.5, 'on': False}}]
>>> points([{"x": 1}])
Traceback (most recent call last):
ValueError: No value specified for struct attribute 'y'
>>> points([3])
Traceback (most recent call last):
TypeError: Expected a mapping, got int
>>> points(3)
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> tuples([(1, 2.5), [3, 4]])
{(1, 2.5), (3, 4.0)}
>>> tuples([(1, 2, 3)])
Traceback (most recent call last):
TypeError: Expected a sequence of size 2, got size 3
>>> mixed((1, {b"a": (2, 0)}))
(True, {b'a': (2.0, False)})
>>> texts([b"a", b"bc"])
[b'a', b'bc']
>>> numbered([2, 0])
[2, 0]
"""
from libcpp.list cimport list as cpplist
from libcpp.map cimport map
from libcpp.pair cimport pair
from libcpp.string cimport string
from libcpp.unordered_map cimport unordered_map
from libcpp.vector cimport vector

ctypedef bint flag

cpdef enum Shade:
    LIGHT
    DARK

cdef enum Plain:
    ONE
    TWO
    THREE

cdef struct Inner:
    double re
    bint on

ctypedef struct Point:
    int x
    Inner y


def flags(given):
    cdef vector[bint] out = given
    return out


def tree(given):
    cdef map[flag, vector[cpplist[bint]]] out = given
    return out


def swapped(given):
    cdef unordered_map[int, Shade] to
    cdef map[Shade, Shade] back
    cdef map[Shade, Shade] all = given
    for item in all:
        to[<int>item.first] = item.second
        back[item.second] = item.first
    assert dict(to) == given
    return back


def letters(given):
    cdef vector[Py_UCS4] v = given
    cdef cpplist[Py_UCS4] turned
    for c in v:
        turned.push_front(c)
    return turned


def points(given):
    cdef vector[Point] out = given
    return out


def tuples(given):
    cdef vector[(int, double)] out = given
    return set(out)


def mixed(given):
    cdef pair[bint, map[string, pair[double, bint]]] out = given
    return out


def texts(given):
    cdef vector[const char *] out = given
    return out


def numbered(given):
    cdef vector[Plain] out = given
    return out


cdef struct Grid:
    int[2][2] cells
    bint[2] flags

cdef union Number:
    int whole
    short[2] halves


def grids(given):
    """Members that are C arrays.

    >>> grids([{"cells": [[1, 2], (3, 4)], "flags": [True, 0]}])
    [{'cells': [[1, 2], [3, 4]], 'flags': [True, False]}]
    >>> grids([{"cells": [[1, 2], (3,)], "flags": [True, 0]}])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 2, got 1
    >>> grids([{"cells": [[1, 2], [3, 4, 5]], "flags": [True, 0]}])
    Traceback (most recent call last):
    IndexError: too many values found during array assignment, expected 2
    >>> grids([{"cells": [[1, 2], (3, 4)]}])
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'flags'
    """
    cdef vector[Grid] out = given
    return out


def unions(given):
    """A union holds the one field that is given, and is all of them as an object.

    >>> import sys
    >>> low = 0 if sys.byteorder == "little" else 1
    >>> [n["halves"][low] for n in unions([{"whole": 65536 * 3 + 2}, {"halves": [7, 7]}])]
    [2, 7]
    >>> unions([{}])
    Traceback (most recent call last):
    ValueError: No value specified for any of the union attributes
    >>> unions([{"whole": 1, "halves": [1, 1]}])
    Traceback (most recent call last):
    ValueError: More than one union attribute passed: 'whole' and 'halves'
    >>> unions([3])
    Traceback (most recent call last):
    TypeError: Expected a mapping, got int
    """
    cdef vector[Number] out = given
    return out
