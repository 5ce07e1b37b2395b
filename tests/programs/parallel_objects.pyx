# test: what threads do with variables that hold references, that are captured or live in a frame, and how they end early
# distutils: extra_compile_args = -fopenmp
# distutils: extra_link_args = -fopenmp
from array import array
from cython.parallel cimport parallel, prange, threadid
from openmp cimport omp_get_thread_num
from sys import getrefcount


def last_object(int n, int step):
    """
    The value of the last iteration is the one after the loop; without iterations it is the one from before.

    >>> [last_object(n, step) for n in (0, 1, 7, 16) for step in (1, 3)]
    ['before', 'before', (0,), (0,), (6,), (6,), (15,), (15,)]
    """
    cdef int i
    o = "before"
    for i in prange(0, n, step, nogil=True, num_threads=3, schedule='dynamic'):
        with gil:
            o = (i,)
    return o


def counted():
    """
    >>> counted()
    (0, 0)
    """
    a, b = object(), object()
    before = getrefcount(a), getrefcount(b)
    for _ in range(5):
        assert exchanged(a, b) is b
        assert first_returned(a) is a
        for_nothing(b)
    return getrefcount(a) - before[0], getrefcount(b) - before[1]


cdef exchanged(a, b):
    cdef int i
    o = a
    for i in prange(16, nogil=True, num_threads=3):
        with gil:
            o = b
    return o


cdef first_returned(o):
    cdef int i
    for i in prange(8, nogil=True, num_threads=3, schedule='static', chunksize=1):
        with gil:
            return o


cdef for_nothing(o):
    with nogil, parallel(num_threads=3):
        with gil:
            p = [o]
            q = p


def views(double[:, :] v, double[:] other):
    """
    >>> from sys import getrefcount
    >>> a, b = memoryview(array('d', range(12))).cast('B').cast('d', [3, 4]), array('d', [5])
    >>> n = getrefcount(b)
    >>> [views(a, b) for _ in range(2)], getrefcount(b) - n
    ([36.0, 36.0], 0)
    """
    cdef int i
    cdef double total = 0
    cdef double[:] row = other
    for i in prange(v.shape[0], nogil=True, num_threads=3):
        row = v[i]
        total += row[0] + row[2]
    return total + row[0] - 2


def captured(int n):
    """
    >>> captured(10)
    (50, 9, (9,), 50, 9, (9,))
    """
    cdef int i, j = -1
    cdef long s = 5
    o = None
    def inner():
        return s, j, o
    for i in prange(n, nogil=True, num_threads=2):
        s += i
        j = i
        with gil:
            o = (i,)
    return (s, j, o) + inner()


def in_frame(int n):
    """
    >>> list(in_frame(10)), list(in_frame(0))
    ([(9, 10.0, '9'), (9, 20.0, '9')], [(-1, 0.0, None), (-1, 0.0, None)])
    """
    cdef int i, j = -1, k
    cdef double q = 0
    o = None
    for k in range(2):
        for i in prange(n, nogil=True, num_threads=2):
            j = i
            q += 1
            with gil:
                o = str(i)
        yield j, q, o


def ends_in_frame(int how):
    """
    >>> list(ends_in_frame(0))
    [0, 1]
    >>> list(ends_in_frame(1))
    [0]
    >>> list(ends_in_frame(2))
    Traceback (most recent call last):
    ValueError: 2
    """
    cdef int i
    yield 0
    for i in prange(10, nogil=True, num_threads=2):
        with gil:
            if how == 1 and i == 4:
                return
            if how == 2:
                raise ValueError(how)
    yield 1


def after_break():
    """
    A loop that is left ends no other one of the same threads.

    >>> after_break()
    (True, 100, 200)
    """
    cdef int i, j, k, n = 0, m = 0, again = 0
    with nogil, parallel(num_threads=3):
        for i in prange(100, schedule='dynamic'):
            if i == 3:
                break
            n += 1
        for j in prange(100):
            m += 1
        for k in range(2):
            for j in prange(100):
                again += 1
    return n < 100, m, again


def break_and_raise(int n):
    """
    An exception comes out, or else the loop's end does; neither gets in the way of the other.

    >>> break_and_raise(6)
    (6, 6)
    """
    cdef int k
    failed = returned = 0
    for k in range(n):
        try:
            failed += raises_or_breaks()
        except KeyError:
            failed += 1
        try:
            if raises_or_returns() == 5:
                returned += 1
        except KeyError:
            returned += 1
    return failed, returned


cdef int raises_or_breaks() except -1:
    cdef int i
    for i in prange(4, nogil=True, num_threads=3, schedule='static', chunksize=1):
        if i == 3:
            break
        if i < 3:
            with gil:
                raise KeyError(i)
    return 1


cdef raises_or_returns():
    cdef int i
    for i in prange(4, nogil=True, num_threads=3, schedule='static', chunksize=1):
        with gil:
            if i % 2:
                return 5
            raise KeyError(i)


cdef int needs_no_gil(int n) except? -7 nogil:
    cdef int i
    for i in prange(n, num_threads=2):
        if i == 7:
            with gil:
                raise IndexError(i)
    return n


def called_with_gil():
    """
    >>> called_with_gil()
    30
    """
    cdef int found = 0
    for k in range(10):
        found += needs_no_gil(3)
        try:
            needs_no_gil(20)
        except IndexError:
            pass
    return found


def numbered():
    """
    >>> numbered()
    3
    """
    cdef int seen[3]
    seen[:] = [0, 0, 0]
    with nogil, parallel(num_threads=3):
        seen[threadid()] = 1
        if threadid() != omp_get_thread_num():
            seen[0] = 5
    return seen[0] + seen[1] + seen[2]
