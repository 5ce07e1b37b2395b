# test: `c_string_type` and `c_string_encoding` say what C strings become.
# cython: c_string_type=str, c_string_encoding=ascii
"""
>>> text(), known()
('abc', b'abc')
"""


def text():
    cdef const char *s = "abc"
    return s


def known():
    cdef const char *s = "abc"
    cdef bytes b = s
    return b
