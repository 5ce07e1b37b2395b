# test: C's division where it is asked for, remainders that are zero, characters in arithmetic, structs from mappings that lack something
# cython: language_level=3
cimport cython

cdef struct Pair:
    int a
    double b


@cython.cdivision(True)
def c_division(int a, int b):
    """
    >>> c_division(-7, 2)
    (-3, -3, -1, -3.5, 3.5, -3)
    """
    x = 7
    cdef int c = a
    c /= b
    return a / b, a // b, a % b, a / <double>b, x / 2, c


def python_division(int a, int b):
    """
    >>> python_division(-7, 2)
    (-3.5, -4, 1)
    """
    return a / b, a // b, a % b


def characters(Py_UCS4 c, int n):
    """
    >>> characters('a', 3)
    ('aaa', 'aaa', 'aa', 'ab', 98)
    """
    return c * n, n * c, c + c, c + 'b', <int>c + 1


def no_numbers(Py_UCS4 c):
    """
    >>> no_numbers('a')
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    return c + 1


def pair(x):
    """
    >>> pair({'a': 1, 'b': 2, 'c': 3})
    {'a': 1, 'b': 2.0}
    >>> pair({'a': 1})
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'b'
    >>> pair(3)
    Traceback (most recent call last):
    TypeError: Expected a mapping, got int
    >>> pair({'a': 'x', 'b': 1})
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef Pair p = x
    return p


cdef void nothing(int x) except *:
    if x < 0:
        raise ValueError(x)


def void_calls():
    """
    >>> void_calls()
    (None, [None, None], 'None', None)
    """
    x = nothing(1)
    return x, [nothing(1), nothing(2)], str(nothing(3)), (lambda: nothing(4))()


def divided(int a, int b, Py_ssize_t c, Py_ssize_t d):
    """
    >>> [divided(a, b, a, b) for a in (-9, 0, 7, -2**31) for b in (-3, -1, 2, 9)] == [
    ...     (a % b == 0, a % b != 0, a % b == 0, not a % b) for a in (-9, 0, 7, -2**31) for b in (-3, -1, 2, 9)]
    True
    >>> divided(1, 0, 1, 1)
    Traceback (most recent call last):
    ZeroDivisionError: integer division or modulo by zero
    """
    return a % b == 0, a % b != 0, c % d == 0, not c % d


def one_by_one(int a, int b, double x):
    """
    Divisions that are asked for as C has them, constants too; those beside them are Python's.

    >>> one_by_one(-7, 2, -7.5)
    (-3, -1, -4, 1, -3.75, -1.5, -2)
    >>> constants()
    (-3, -1, 1, -3)
    """
    return (cython.cdiv(a, b), cython.cmod(a, b), a // b, a % b, cython.cdiv(x, b), cython.cmod(x, b),
            cython.cdiv(a // 2, 2))


def constants():
    return cython.cdiv(-7, 2), cython.cmod(-7, 2), cython.cmod(7, -2), cython.cdiv(7, -2)
