# test: what parallel loops leave in variables: sums, extremes, the last value; variables that some iterations do not assign
# distutils: extra_compile_args = -fopenmp
# distutils: extra_link_args = -fopenmp
cimport cython
from cython.parallel cimport parallel, prange


def numbers(int n):
    """
    >>> numbers(1000)
    (499500, 999.0, -999.0, 999, 0, 7, 500)
    >>> numbers(0)
    (0, 0.5, -0.5, -5, 100000, 7, 0)
    """
    cdef int i, total = 0, large = -5, small = 100000, odd = 7, even = 0
    cdef double most = 0.5, least = -0.5
    for i in prange(n, nogil=True, num_threads=4):
        total = total + i
        most = max(most, <double>i)
        least = min(-<double>i, least)
        if large < i:
            large = i
        if i < small:
            small = i
        if i > n:
            odd = i
        if i % 2 == 0:
            even = 1 + even
    return total, most, least, large, small, odd, even


def several(double[:] a, double[:] b):
    """
    >>> from array import array
    >>> several(array('d', [1, 5, 3]), array('d', [2, -7, 9]))
    (9.0, -7.0)
    """
    cdef Py_ssize_t i
    cdef double high = a[0], low = a[0]
    for i in prange(a.shape[0], nogil=True):
        high = max(high, a[i], b[i])
        low = min(low, min(a[i], b[i]))
    return high, low


def last(int n):
    """
    >>> last(10), last(11)
    ((81, 9), (100, 10))
    """
    cdef int i, square = -1, j = -1
    for i in prange(n, nogil=True):
        square = i
        square = square * i
        j = i
    return square, j


def product(int n):
    """
    >>> product(10)
    3628800
    """
    cdef long i, made = 1
    for i in prange(1, n + 1, nogil=True):
        made = i * made
    return made


def within(int n):
    """
    >>> within(100)
    (4950, 99)
    """
    cdef int i, total = 0, most = 0
    with nogil, parallel(num_threads=3):
        for i in prange(n):
            total += i
            most = max(most, i)
    return total, most


def unset(int n):
    """
    >>> unset(10)
    3
    """
    cdef int i, found = 3
    for i in prange(n, nogil=True, schedule='static', num_threads=1):
        if i == 100:
            found = i
    return found


def complex_sums(double complex[:] a, float complex unit):
    """
    >>> import array
    >>> complex_sums(memoryview(bytearray(64)).cast('d').cast('B').cast('c').cast('B'), 1j)
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double complex' but got 'unsigned char'
    >>> complex_sums(two(), 1j)
    ((4+6j), (-5+10j), (1+1j))
    """
    cdef Py_ssize_t i
    cdef double complex total = 0, made = 1
    cdef float complex left = 1 + 3j
    for i in prange(a.shape[0], nogil=True):
        total += a[i]
        made = made * a[i]
        left -= unit
    return total, made, left


def two():
    cdef double complex[2] pair = [1 + 2j, 3 + 4j]
    cdef double complex[:] view = pair
    return view.copy()


def none(int n):
    """
    >>> none(0), none(3)
    ((77, 5, 6), (2, 4, 6))
    """
    cdef int i = 77, x = 5, y = 6
    for i in prange(n, nogil=True):
        x = i * 2
        if i > 100:
            y = i
    return i, x, y


def unassigned(int n):
    """
    >>> unassigned(0), unassigned(4)
    (0, 3)
    """
    cdef int i
    for i in prange(n, nogil=True):
        pass
    return i


def whole(int n, int at, int step):
    """The `else` of a loop that threads share.

    >>> whole(10, 3, 1), whole(10, 30, 1), whole(0, 0, 1)
    ('broken', 'whole', 'whole')
    >>> whole(10, 4, 2), whole(10, 3, 2)
    ('broken', 'whole')
    """
    cdef int i
    cdef bint left = True
    for i in prange(0, n, step, nogil=True, num_threads=4):
        if i == at:
            break
    else:
        left = False
    return 'broken' if left else 'whole'
