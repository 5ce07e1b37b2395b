"""Loops whose variable is narrower than their bounds, and checked arithmetic that is stored in narrower types.

>>> narrow(-1), narrow(3), narrow(300)
([], [0, 1, 2], 300)
>>> unsigned(-1), unsigned(2)
(0, 2)
>>> sized(-5), sized(3)
([], [0, 1, 2])
>>> literal()
(300, 43)
>>> down(3)
[3, 2, 1]
>>> same(4)
[0, 1, 2, 3]
>>> backwards(3)
[2, 1, 0]
>>> checked_product(5), checked_product(-2)
(10, -4)
>>> checked_product(2 ** 30)
Traceback (most recent call last):
OverflowError: value too large
>>> wide_product(2 ** 30) == 2 ** 31 or wide_product(2 ** 30)
True
>>> checked_sum(100), checked_sum(127)
(101, 'value too large')
>>> checked_negative(0), checked_negative(1)
(0, 'value too large')
>>> checked_inplace(2 ** 30)
Traceback (most recent call last):
OverflowError: value too large
"""
cimport cython


def narrow(int n):
    cdef unsigned char u
    out = []
    for u in range(n):
        out.append(u)
    return out if n < 100 else len(out)


def unsigned(int n):
    cdef unsigned int i
    cdef int turns = 0
    for i in range(n):
        turns += 1
    return turns


def sized(Py_ssize_t n):
    cdef size_t i
    return [i for i in range(n)]


def literal():
    cdef unsigned char u = 0
    cdef int turns = 0
    for u in range(300):
        turns += 1
    return turns, u


def down(unsigned int n):
    cdef unsigned int i
    out = []
    for i in range(n, 0, -1):
        out.append(i)
    return out


def same(int n):
    cdef int i
    return [i for i in range(n)]


def backwards(int n):
    cdef unsigned int i
    out = []
    for i in reversed(range(n)):
        out.append(i)
    return out


@cython.overflowcheck(True)
def checked_product(int x):
    cdef int y = x * 2
    return y


@cython.overflowcheck(True)
def wide_product(int x):
    cdef long long y = x * <long long>2
    return y


@cython.overflowcheck(True)
def checked_sum(signed char x):
    cdef signed char y
    try:
        y = x + 1
        return y
    except OverflowError as error:
        return str(error)


@cython.overflowcheck(True)
def checked_negative(int x):
    cdef unsigned int y
    try:
        y = -x
        return y
    except OverflowError as error:
        return str(error)


@cython.overflowcheck(True)
def checked_inplace(int x):
    x *= 4
    return x
