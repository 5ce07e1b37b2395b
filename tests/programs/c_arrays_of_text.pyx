# test: c
"""Text and bytes in C arrays: what a literal fills, and where an array ends that holds no zero byte.

>>> filled()
([97, 98, 8721], [120, 121, 122], [4, 5], 128512, 'xyz', b'\\xff\\x00a')
>>> full()
(b'abc', b'xyz', b'a', 'xy', 3, 1)
>>> generated()
([97, 0, 98, 99], ['x', 'y'], 'a,b,c')
>>> in_struct()
({'name': b'abc', 'after': -1}, b'abc', bytearray(b'abc'))
>>> pure()
(0, 7, True)
>>> signs(bytes([97, 255]), bytearray([128]))
([97, -1, -128], [97, 255, 128])
"""
import cython

cdef struct Named:
    char[3] name
    int after

def filled():
    cdef short[3] a = 'ab\u2211'
    cdef const int *b = 'xyz'
    cdef const long *c = [4, 5]
    cdef unsigned long *d = "\U0001f600"
    cdef Py_UCS4 *e = 'xyz'
    cdef const char *f = "\xff\0a"
    return [x for x in a], [x for x in b[:3]], [x for x in c[:2]], d[0], ''.join([x for x in e[:3]]), f[:3]

def full():
    cdef unsigned char[3] a = b'abc'
    cdef char[3] b
    cdef char[4] c = b'a\0bc'
    cdef Py_UCS4[2] d = 'xy'
    b = b'xyz'
    return a, b, c, d, len(a), len(c)

def generated():
    cdef char[4] a = b'a\0bc'
    cdef Py_UCS4[2] b = 'xy'
    cdef unsigned char[3] c = 'abc'
    return list(x for x in a), list(x for x in b), ','.join(chr(x) for x in c)

def in_struct():
    cdef Named s
    s.name = b'abc'
    s.after = -1
    cdef bytearray copied = s.name
    return s, s.name, copied

def signs(bytes a, bytearray b):
    cdef signed char small
    cdef unsigned char positive
    signed = []
    for small in a: signed.append(small)
    for small in b: signed.append(small)
    unsigned = []
    for positive in a: unsigned.append(positive)
    for positive in b: unsigned.append(positive)
    return signed, unsigned

@cython.cfunc
def nothing() -> tuple[cython.pointer[cython.int], cython.int]:
    return cython.NULL, 7

def pure():
    found = nothing()
    return <Py_ssize_t>found[0], found[1], found[0] is NULL
