"""Example 2 as plain Python: the same text runs uncompiled, and compiled with C doubles and no interpreter lock."""
import cython
from cython.cimports.libc.math import floor, sqrt


def do_something(arr1: cython.double[::1], arr2: cython.double[::1]):
    """The sum of the rounded distances above 10 over all pairs with `arr1[i] <= arr2[j]`.

    >>> from array import array
    >>> do_something(array("d", range(5)), array("d", range(30)))
    1916
    """
    res: cython.longlong
    with cython.nogil:
        res = _do_something(arr1, arr2)
    return res


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
@cython.boundscheck(False)
@cython.wraparound(False)
def _do_something(arr1: cython.double[::1], arr2: cython.double[::1]) -> cython.longlong:
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    total: cython.longlong = 0
    tmp: cython.int

    for i in range(arr1.shape[0] if cython.compiled else len(arr1)):
        for j in range(arr2.shape[0] if cython.compiled else len(arr2)):
            if arr1[i] > arr2[j]:
                continue
            tmp = int(floor(sqrt(arr1[i]**2 + arr2[j]**2) + 0.5))
            if tmp > 10:
                total += tmp
    return total
