# test: the kinds of strings that C characters become under `c_string_type = bytearray`
# cython: c_string_type = bytearray
# cython: c_string_encoding = ascii
"""
>>> parts(b'abcd', 1, 3)
(bytearray(b'bc'), bytearray(b'bc'), b'bc', 'bc', 'bcd', bytearray(b'bc'))
>>> declared(b'abcd', 1, 3)
('bc', b'bc', 'bc')
>>> arrays(b'xyz')
(b'x', 'x', bytearray(b'x'), bytearray(b'x'), True, True, True)
>>> arrays(b'')
(b'', '', bytearray(b''), bytearray(b''), False, False, False)
"""


def parts(char *p, int i, int j):
    return p[i:j], <object>p[i:j], <bytes>p[i:j], <str>p[i:j], <str>p[i:], <bytearray>p[i:j]


def declared(char *p, int i, int j):
    cdef str s = p[i:j]
    cdef bytes b = p[i:j]
    return s, b, p[i:j].decode("ascii")


def arrays(char *p):
    cdef char[4] array
    array[0] = p[0]
    array[1] = 0
    return <bytes>array, <str>array, <bytearray>array, <object>array, bool(<str>array), bool(array), bool(p)
