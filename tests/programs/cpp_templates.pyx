# test: c++
"""Templates: methods with parameters of their own, written out or found, also in bases; types made of types; containers
from their end; strings as text and bytes; pointers that lose `const`.

>>> methods(5)
((5, 2.5), (5.0, 2), 5.0)
>>> pointers(7)
7
>>> backwards([1, 2, 3])
([3, 2, 1], 'int')
>>> text()
('ab', 'b', b'bc', 'c', True)
>>> shifted(3)
(7, 5, 4, 'xy')
>>> constant()
b'constant'
"""
cimport cython
from cython.operator cimport dereference
from libcpp.pair cimport pair
from libcpp.string cimport string
from libcpp.vector cimport vector

cdef extern from *:
    """
    #include <utility>
    template <typename T> struct CyMaker {
        template <typename U> std::pair<T, U> both(T t, U u) { return std::pair<T, U>(t, u); }
        template <typename U> U second(const std::pair<T, U> &p) { return p.second; }
    };
    struct CyPair : std::pair<int, double> { CyPair(int a, double b) : std::pair<int, double>(a, b) {} };
    template <typename T> struct CyWrap { T v; CyWrap(T x) : v(x) {} T get() { return v; } };
    static inline const char *cy_constant() { return "constant"; }
    """
    cppclass CyMaker[T]:
        pair[T, U] both[U](T, U)
        U second[U](const pair[T, U] &)
    cppclass CyPair(pair[int, double]):
        CyPair(int, double)
    cppclass CyWrap[T]:
        CyWrap(T)
        T get()
    char *cy_constant()


def methods(int x):
    cdef CyMaker[int] a
    cdef CyMaker[double] b
    return a.both[double](x, 2.5), b.both[int](x, 2), a.second(CyPair(1, x))


def pointers(int x):
    w = new CyWrap[cython.pointer(cython.int)](&x)
    try:
        return dereference(w.get())
    finally:
        del w


def backwards(vector[int] v):
    found = []
    for x in reversed(v):
        found.append(x)
    return found, cython.typeof(x)


cdef bint is_abc(string s):
    return s == b"abc"


def text():
    cdef string s = "abc"
    return s[:2].decode(), s[-2:-1].decode("ascii"), s[1:], s.substr(2).decode(), is_abc("abc")


def shifted(int x):
    cdef vector[int] v = [1, 2]
    cdef string s = b"x"
    s += b"y"
    v[0] += x
    v[1] += x
    x += 1
    v[0] += 3
    return v[0], v[1], x, s.decode()


def constant():
    return <bytes>cy_constant()


cdef int twice_of(int x):
    return 2 * x


def typed_by_value():
    """
    A template argument may be the type of a value.

    >>> typed_by_value()
    (14, 2.5)
    """
    cdef double d = 2.5
    f = new Kept[cython.typeof(&twice_of)](&twice_of)
    k = new Kept[cython.typeof(d)](d)
    try:
        return f.kept(7), k.kept
    finally:
        del f, k


cdef extern from *:
    """
    template <class T> struct CyKept { T kept; CyKept(T k) : kept(k) {} };
    """
    cppclass Kept "CyKept"[T]:
        T kept
        Kept(T)
