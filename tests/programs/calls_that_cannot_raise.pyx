# test: whether a C function raised is asked only where it can have
cimport cython
from libc.math cimport sqrt

cdef extern from *:
    """
    static int cy_test_fails(int n)
    {
        if (n >= 0) return n;
        PyErr_SetString(PyExc_LookupError, "below");
        return -1;
    }
    """
    int cy_test_fails(int n)


cdef int counted = 0


cdef double root(double x) nogil:
    return sqrt(x * x) - 1.0 - x


cdef double through(double x) nogil:
    return root(x)


cdef void count() except *:
    global counted
    counted += 1


cdef int wrapped(int n) except -1:
    return cy_test_fails(n)


cdef int checked(int n) except? -1:
    if n > 5:
        raise ValueError(n)
    return -n


cdef int even(int n) except? -1:
    return 1 if n == 0 else odd(n - 1)


cdef int odd(int n) except? -1:
    return -1 if n == 0 else even(n - 1)


cdef int until(int n) except? -1:
    return checked(n) if n > 3 else until(n + 1)


def quiet():
    """
    >>> quiet()
    (-1.0, 3, -1, 1, -1)
    """
    global counted
    counted = 0
    for _ in range(3):
        count()
    return through(3), counted, even(3), even(4), checked(1)


def loud(n):
    """
    >>> loud(2)
    (2, -2, -4)
    >>> loud(-1)
    Traceback (most recent call last):
    LookupError: below
    >>> loud(6)
    Traceback (most recent call last):
    ValueError: 6
    """
    return wrapped(n), checked(n), until(n)


def sums(double[:] a):
    """
    >>> from array import array
    >>> sums(array("d", [1, 2, 3]))
    -3.0
    """
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        s += through(a[i])
    return s


cdef int next_of(int n) except? -1:
    return n + 1


def guarded(int x):
    """Handlers that nothing can come to.

    >>> guarded(1), guarded(7)
    (1, 'else')
    """
    for i in range(3):
        try:
            count()
            if next_of(i) == x + 1:
                break
        except ValueError:
            return 'error'
        finally:
            next_of(i)
    else:
        return 'else'
    return i
