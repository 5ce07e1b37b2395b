# test: a cpdef function taken as an object is the module's own Python function
cpdef int twice(int x):
    return 2 * x

cpdef object same(object x):
    return x

again = twice
table = {1: same, 2: twice}

def taken():
    """
    >>> taken()
    (True, True, [2, 4], [1, 2])
    >>> again is twice, table[2](21), table[1]('x')
    (True, 42, 'x')
    """
    return twice is again, table[1] is same, list(map(twice, [1, 2])), list(map(same, [1, 2]))


ctypedef int (*method)(Counter, int) except? -1


cdef class Counter:
    cdef int n
    cdef method how

    def __cinit__(self, int n):
        self.n = n
        if n > 2:
            self.how = Counter.times
        else:
            self.how = Counter.plus

    cdef int times(self, int a) except? -1:
        if a < 0:
            raise ValueError(a)
        return self.n * a

    cdef int plus(self, int a) except? -1:
        return self.n + a

    def run(self, int a):
        return self.how(self, a)


cdef class Other(Counter):
    cdef int plus(self, int a) except? -1:
        return -1


def methods_as_functions():
    """
    A C method as a pointer to its function, whatever overrides it.

    >>> methods_as_functions()
    (15, 7, 7, '-5')
    """
    try:
        failed = Counter(3).run(-5)
    except ValueError as e:
        failed = str(e)
    return Counter(3).run(5), Counter(2).run(5), Other(2).run(5), failed
