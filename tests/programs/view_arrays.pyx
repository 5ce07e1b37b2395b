# test: `cython.view.array`, memory of C as arrays and views, None as a view, functions that return views.
"""
>>> a = make((2, 3), "c"); a.shape, a.strides, len(a), a.ndim
((2, 3), (12, 4), 2, 2)
>>> a[1, 2] = 7; a[1][2], a[0, 0], list(a[1])
(7, 0, [0, 0, 7])
>>> make((2, 3), "fortran").strides
(4, 8)
>>> make((), "c")
Traceback (most recent call last):
    ...
ValueError: Empty shape tuple for cython.array
>>> make((2, -1), "c")
Traceback (most recent call last):
    ...
ValueError: Invalid shape in axis 1: -1.
>>> make((2,), "d")
Traceback (most recent call last):
    ...
ValueError: Invalid mode, expected 'c' or 'fortran', got d
>>> freed()
given back
[0, 1, 2, 3]
>>> objects()
[None, 'x', None]
>>> over_pointer(3)
([0, 10, 20], 3)
>>> over_pointer(0)
Traceback (most recent call last):
    ...
ValueError: Invalid shape in axis 0: 0.
>>> of_array()
(15, [[1, 2, 3], [4, 5, 9]])
>>> nothing()
(True, True, False, True)
>>> part(bytearray(b"abcdef"), 2)
b'cdef'
>>> part(bytearray(b"abcdef"), -1)
Traceback (most recent call last):
    ...
ValueError: negative
>>> part(bytearray(b"abcdef"), 100)
Traceback (most recent call last):
    ...
TypeError: Memoryview return value is not initialized
"""
cimport cython
from cython cimport view
from cython.view cimport array
from libc.stdlib cimport malloc, free


def make(shape, mode):
    return array(shape, itemsize=sizeof(int), format="i", mode=mode)


cdef void give_back(void *data) noexcept:
    print("given back")
    free(data)


def freed():
    cdef view.array a = view.array((4,), sizeof(int), b"i", allocate_buffer=False)
    cdef int i
    a.data = <char*>malloc(4 * sizeof(int))
    a.callback_free_data = give_back
    for i in range(4):
        (<int*>a.data)[i] = i
    cdef int[::1] v = a
    result = [x for x in v]
    del v
    a = None
    return result


def objects():
    cdef object[:] v = array((3,), sizeof(void*), "O")
    v[1] = "x"
    return list(v)


def over_pointer(int n):
    cdef int *p = <int*>malloc(5 * sizeof(int))
    cdef int[:] v
    cdef int i
    for i in range(5):
        p[i] = 10 * i
    try:
        a = <int[:n]>p
        v = <int[:n:1]>p
        return [x for x in v], len(a)
    finally:
        free(p)


cdef long total(int[:, :] v):
    cdef long s = 0
    cdef Py_ssize_t i, j
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            s += v[i, j]
    return s


def of_array():
    cdef int[2][3] a
    cdef int[:, ::1] v = a
    cdef int[3] row = [4, 5, 6]
    v[0, :] = 0
    v[1] = row
    s = total(a)
    v[0, 0], v[0, 1], v[0, 2], v[1, 2] = 1, 2, 3, 9
    return s, [[a[i][j] for j in range(3)] for i in range(2)]


def nothing():
    cdef int[:] v = None
    cdef int[2] a = [1, 2]
    first = v is None
    with nogil:
        second = None == v
    v = a
    return first, second, v is None, v != None


cdef unsigned char[:] tail(unsigned char[:] v, int n) nogil:
    if n < 0:
        raise ValueError("negative")
    if n <= v.shape[0]:
        return v[n:]


def part(data, int n):
    cdef unsigned char[:] v = tail(data, n)
    return bytes(v)
