# test: functions that need no GIL let go of it if their caller holds it
from cython.parallel cimport prange

cdef extern from "Python.h":
    int PyGILState_Check() nogil


cdef int held_inside() noexcept nogil:
    cdef int held
    with nogil:
        held = PyGILState_Check()
    return held * 10 + PyGILState_Check()


cdef int raises(int n) except -1 nogil:
    with nogil:
        if n < 0:
            with gil:
                raise ValueError(n)
    return n


cpdef int through() nogil:
    with nogil:
        return 5


def held():
    """
    >>> held()
    1
    0
    5
    """
    cdef int by_nogil
    print(held_inside())
    with nogil:
        by_nogil = held_inside()
    print(by_nogil)
    print(through())


def errors(int n):
    """
    >>> errors(3)
    6
    >>> errors(-1)
    Traceback (most recent call last):
    ValueError: -1
    """
    cdef int r
    with nogil:
        r = raises(3)
    return r + raises(n)


def errors_without(int n):
    """
    >>> errors_without(-2)
    Traceback (most recent call last):
    ValueError: -2
    """
    with nogil:
        raises(n)


def threads():
    """
    >>> threads()
    6
    """
    cdef int i, s = 0
    for i in prange(4, nogil=True):
        s += raises(i)
    return s
