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


cdef struct Point:
    int x
    double y
    int[2] marks


def rows():
    """
    >>> rows()
    ([[1, 2], [3, 4]], (5, 6))
    """
    cdef int[2] x = [1, 2]
    cdef int[2][2] v = [x, [3, 4]]
    cdef int[2] w = [5, 6]
    cdef tuple t = w
    return v, t


def in_order():
    """
    >>> in_order() == {"x": 1, "y": 2.5, "marks": [7, 8]}
    True
    """
    cdef Point p = [1, 2.5, [7, 8]]
    return p


def through_pointers(int a, double b):
    """
    >>> through_pointers(1, 2)
    (1, 2.0)
    """
    cdef int *p
    cdef double *q
    cdef (int*, double*) both = (&a, &b)
    p, q = both
    return p[0], q[0]


def byte(int c, char d):
    """
    >>> byte(65, 66)
    (b'A', b'B')
    >>> byte(300, 66)
    Traceback (most recent call last):
        ...
    OverflowError: value too large to pack into a byte
    """
    cdef bytes b = c
    return b, <bytes>d


cdef const int fixed = 5
cdef const double half = fixed / 2.0


def constants():
    """
    >>> constants()
    (5, 2.5, 7)
    """
    DEF SEVEN = 7
    return fixed, half, SEVEN


cdef extern from "math.h":
    double NAN
    cpdef double fabs(double x)


cdef double nan_on_error(x) except NAN:
    if x is None:
        raise ValueError("None")
    return x


def nan_errors(x):
    """
    >>> nan_errors(2), fabs(-3), fabs(x=-1.5)
    (2.0, 3.0, 1.5)
    >>> nan_errors(None)
    Traceback (most recent call last):
        ...
    ValueError: None
    """
    return nan_on_error(x)


def conjugate(double complex z):
    """
    >>> conjugate(1 + 2j)
    (1-2j)
    """
    return z.conjugate()


def crossed(bytes b, Py_ssize_t start, Py_ssize_t stop):
    """
    >>> crossed(b"abcd", 1, 3), crossed(b"abcd", 3, 1)
    (b'bc', b'')
    """
    cdef char *s = b
    return s[start:stop]
