# test: c++ std::string_view from and to objects: borrowed, given back, decoded, in containers
# distutils: extra_compile_args = -std=c++17
from libcpp.map cimport map as cmap
from libcpp.string cimport string
from libcpp.string_view cimport string_view
from libcpp.vector cimport vector


def cut(string_view text, size_t start, size_t n):
    """
    >>> cut(b"hello", 1, 3), cut(bytearray(b"hello"), 0, 1)
    ((b'ell', 3, 'ell', b'el'), (b'h', 1, 'h', b'h'))
    >>> cut("text", 0, 1)
    Traceback (most recent call last):
    TypeError: expected bytes, str found
    """
    part = text.substr(start, n)
    return part, part.size(), part.decode("ascii"), <bytes>part[:2]


def of_string(string owner):
    """
    >>> of_string(b"owned \\0 here")
    (b'owned \\x00 here', b'here', True)
    """
    cdef string_view all = owner
    return all, all.substr(8, 4), all == owner


def of_variable(bytes text):
    """
    >>> of_variable(b"abc")
    [b'abc', b'literal']
    """
    cdef string_view first = text, second = b"literal"
    cdef vector[string_view] both
    both.push_back(first)
    both.push_back(second)
    return both


cdef size_t length(string_view text) noexcept:
    return text.size()


def lengths(*texts):
    """
    >>> lengths(b"", b"ab", b"a\\0c")
    [0, 2, 3]
    """
    return [length(text) for text in texts]


def counted(words):
    """
    >>> counted([b"a", b"bc", b"a"])
    {b'a': 2, b'bc': 1}
    """
    cdef cmap[string_view, int] found
    for word in words:
        found[<string_view><bytes>word] += 1
    return found
