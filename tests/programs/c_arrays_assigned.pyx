# test: C arrays and parts of them take values of any iterable, in number; C functions become Python functions.
"""
>>> whole([1, 2, 3]), whole(iter((4, 5, 6))), whole(range(3))
([1, 2, 3], [4, 5, 6], [0, 1, 2])
>>> whole([1, 2])
Traceback (most recent call last):
    ...
IndexError: not enough values found during array assignment, expected 3, got 2
>>> whole(iter("abcd"))
Traceback (most recent call last):
    ...
IndexError: too many values found during array assignment, expected 3
>>> parts()
[7, 8, 1, 2, 5]
>>> without_gil()
10
>>> f = function()
>>> f(3), f(x=4), f.__name__
(6, 8, 'twice')
>>> f("x")
Traceback (most recent call last):
    ...
TypeError: an integer is required
>>> raised(5)
Traceback (most recent call last):
    ...
ValueError: 5 is too much
>>> asserted(5)
Traceback (most recent call last):
    ...
AssertionError: 5
>>> raised(1), asserted(1)
(1, 1)
"""


def whole(values):
    cdef int[3] a
    a[:] = values
    return [x for x in a]


def parts():
    cdef int[5] a = [1, 2, 3, 4, 5]
    cdef int[5] b
    b[:] = a
    b[2:4] = a[:2]
    b[:2] = [7, 8]
    return [x for x in b]


cdef int summed() noexcept nogil:
    cdef int[4] a
    a[:] = [1, 2, 3, 4]
    return a[0] + a[1] + a[2] + a[3]


def without_gil():
    with nogil:
        n = summed()
    return n


cdef int twice(int x):
    return 2 * x


def function():
    cdef object f = twice
    return f


def raised(int n):
    with nogil:
        if n > 4:
            raise ValueError(f"{n} is too much")
    return n


def asserted(int n):
    with nogil:
        assert n < 5, n
    return n
