"""Typed memoryviews of what the standard library has: `array.array`, `bytearray`, `memoryview`.

>>> from array import array
>>> total(array("d", [1, 2, 3.5]))
6.5
>>> total(array("f", [1]))
Traceback (most recent call last):
    ...
ValueError: Buffer dtype mismatch, expected 'double' but got 'float'
>>> data = array("i", range(6))
>>> reverse(data)
>>> data
array('i', [5, 4, 3, 2, 1, 0])
>>> element(data, -1)
0
>>> element(data, 6)
Traceback (most recent call last):
    ...
IndexError: Out of bounds on buffer access (axis 0)
>>> every_second(memoryview(data)[::2])
9
>>> text = bytearray(b"hello")
>>> upper(text)
>>> text
bytearray(b'HELLO')
>>> upper(b"hello")
Traceback (most recent call last):
    ...
BufferError: Object is not writable.
"""


def total(double[::1] values):
    cdef double result = 0
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        result += values[i]
    return result


def reverse(int[:] values):
    cdef Py_ssize_t i, n = values.shape[0]
    for i in range(n // 2):
        values[i], values[n - 1 - i] = values[n - 1 - i], values[i]


def element(int[:] values, Py_ssize_t i):
    return values[i]


def every_second(int[:] values):
    cdef int result = 0
    with nogil:
        for i in range(values.shape[0]):
            result += values[i]
    return result


def upper(unsigned char[:] text):
    cdef Py_ssize_t i
    for i in range(text.shape[0]):
        if c'a' <= text[i] <= c'z':
            text[i] -= 32
