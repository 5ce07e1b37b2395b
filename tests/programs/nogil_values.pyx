# test: values without the GIL: numbers of two kinds, C text of literals, variables that functions inside share
cdef class Counter:
    cdef int n

    def __cinit__(self):
        self.n = 5


cdef double either(int i, double d, bint c) noexcept nogil:
    cdef double x = i if c else d
    cdef float z = 1 if c else 0.5
    x += i if c else 0.5
    if (i if c else d) > 3:
        x = x + 1
    return x + z


cdef double least(int i, double d) noexcept nogil:
    return min(i, d) + max(0, d)


cdef const char *named(bint c) noexcept nogil:
    return "yes" if c else "no"


def numbers():
    """
    >>> numbers()
    (7.0, 2.5, 3.0, b'yes', b'no')
    """
    return either(3, 1.5, True), either(3, 1.5, False), least(2, 1.5), named(True), named(False)


def shared(int times):
    """
    >>> shared(3)(), shared(0)()
    ((15, 5), (0, 5))
    >>> gone(1)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'counter' referenced before assignment
    >>> gone(0)
    0
    """
    cdef Counter counter = Counter()

    def inner():
        cdef int i, total = 0
        with nogil:
            for i in range(times):
                total += counter.n
            with gil:
                seen = counter.n
        return total, seen
    return inner


def gone(bint use):
    cdef Counter counter = Counter()
    cdef int n = 0
    def inner():
        return counter
    del counter
    with nogil:
        if use:
            n = counter.n
    return n
