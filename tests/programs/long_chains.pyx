# test: long chains of objects end without using up the C stack, where `trashcan` says so and in containers
# cython: language_level=3
cimport cython

cdef int ended = 0

@cython.trashcan(True)
cdef class Link:
    cdef public object next
    def __cinit__(self, next):
        self.next = next
    def __dealloc__(self):
        global ended
        ended += 1

cdef class Below(Link):
    cdef object more

@cython.freelist(4)
@cython.trashcan(True)
cdef class Kept:
    cdef public object next
    def __cinit__(self, next):
        self.next = next

cdef class Items(list):
    pass

@cython.trashcan(False)
cdef class Short(Link):
    pass

def chain(make, n):
    global ended
    ended = 0
    x = None
    for _ in range(n):
        x = make(x)
    del x
    return ended

def test():
    """
    >>> chain(Link, 100000), chain(Below, 100000), chain(Short, 100)
    (100000, 100000, 100)
    >>> chain(Kept, 100000), chain(Kept, 1000), chain(lambda x: Items([x]), 100000)
    (0, 0, 0)
    """
