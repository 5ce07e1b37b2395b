# test: c++ items of maps by reference, typeid and dynamic_cast, rvalues, overloads by text, functions or their addresses
from cython.operator cimport dereference as deref, preincrement as inc, typeid
from libcpp.algorithm cimport remove
from libcpp.cast cimport dynamic_cast
from libcpp.map cimport map as cmap
from libcpp.string cimport string
from libcpp.typeinfo cimport type_info
from libcpp.unordered_map cimport unordered_map
from libcpp.utility cimport move
from libcpp.vector cimport vector

cdef extern from *:
    """
    #include <string>
    #include <utility>
    struct CyShape {
        int id;
        CyShape(int i = 0) : id(i) {}
        virtual ~CyShape() {}
        virtual double area() const { return 0; }
        void named(int) { id = 1; }
        void named(double) { id = 2; }
        void named(std::string) { id = 3; }
    };
    struct CyRound : CyShape { double r; CyRound(double r) : CyShape(7), r(r) {} double area() const { return 3 * r * r; } };
    static const char *cy_kind(int &) { return "lvalue"; }
    static const char *cy_kind(int &&) { return "rvalue"; }
    template <typename T> const char *cy_forward(T &&x) { return cy_kind(std::forward<T>(x)); }
    struct CyToken {
        int v;
        CyToken(int v = 0) : v(v) {}
        CyToken(CyToken &&o) : v(o.v) { o.v = -1; }
        CyToken &operator=(CyToken &&o) { v = o.v; o.v = -1; return *this; }
    };
    static CyToken cy_token(int x) { return CyToken(x); }
    static const CyShape cy_shape_five(5);
    template <typename T> int cy_id_of(T &&x) { const T &same = x; return same.id; }
    static std::string &cy_kept() { static std::string kept; return kept; }
    static std::string &cy_longer(std::string &a, std::string &b) { return a.size() < b.size() ? b : a; }
    static int cy_take(CyToken &&t) { CyToken mine(std::move(t)); return mine.v; }
    """
    cppclass CyShape:
        int id
        CyShape()
        CyShape(int)
        double area()
        void named(int)
        void named(double)
        void named(string)
    cppclass CyRound(CyShape):
        double r
        CyRound(double)
    const char *cy_forward[T](T &&)
    const CyShape cy_shape_five
    int cy_id_of[T](T &&)
    cppclass CyToken:
        int v
        CyToken()
    CyToken cy_token(int) except +
    int cy_take(CyToken &&)
    string &cy_kept()
    string &cy_longer(string &, string &)

ctypedef CyRound *CyRoundPointer
ctypedef int (*function)(int) noexcept nogil

cdef int twice(int x) noexcept nogil:
    return 2 * x


def items():
    """
    >>> items()
    ([3, 4], b'a', [(1, 5), (2, 4)], {1: 7, 2: 6}, {3: 8})
    """
    cdef cmap[string, vector[int]] m
    cdef cmap[int, int] n = {1: 5, 2: 4}
    cdef unordered_map[int, int] u = {3: 4}
    m[b"a"].push_back(3)
    m[b"a"].push_back(4)
    it = m.find(b"a")
    pairs = [(item.first, item.second) for item in n]
    other = n.begin()
    while other != n.end():
        deref(other).second += 2
        inc(other)
    deref(u.begin()).second *= 2
    return deref(it).second, deref(it).first, pairs, n, u


def types():
    """
    >>> types()
    (True, False, 2.0, True)
    """
    cdef CyShape *s = new CyRound(2.0)
    cdef CyShape *plain = new CyShape()
    try:
        same = typeid(deref(s)) == typeid(CyRound)
        other = typeid(deref(s)) == typeid(CyShape)
        return bool(same), bool(other), dynamic_cast[CyRoundPointer](s).r, \
            dynamic_cast[CyRoundPointer](plain) == NULL
    finally:
        del s, plain


def overloads():
    """
    >>> overloads()
    (1, 2, 3)
    """
    cdef CyShape a, b, c
    a.named(1)
    b.named(1.5)
    c.named(b"x")
    return a.id, b.id, c.id


def rvalues(int x):
    """
    >>> rvalues(3)
    (b'lvalue', b'rvalue', b'rvalue', 3, 4)
    """
    cdef CyToken token
    token = cy_token(x)
    return cy_forward(x), cy_forward(<int>1), cy_forward(move(x)), cy_take(move(token)), cy_take(cy_token(4))


def without(string text):
    """
    >>> without(b'a b c')
    b'abc'
    """
    text.erase(remove(text.begin(), text.end(), ord(" ")), text.end())
    return text


def chosen(bint use):
    """
    >>> chosen(True), chosen(False)
    (6, 0)
    """
    cdef function f = twice if use else <function>NULL
    return f(3) if f else 0


def referred():
    """
    >>> referred()
    (5, 9)
    """
    cdef CyShape own
    own.id = 9
    return cy_id_of(cy_shape_five), cy_id_of(own)


cdef extern from *:
    """
    static int cy_referred = 0;
    static int &cy_refer(int add) { cy_referred += add; return cy_referred; }
    struct CyPair {
        double x, y;
        CyPair(double a = 0, double b = 0) : x(a), y(b) {}
        CyPair operator*(double k) const { return CyPair(x * k, y * k); }
        double operator*(const CyPair &o) const { return x * o.x + y * o.y; }
    };
    struct CyWide : CyPair { CyWide() : CyPair(1, 2) {} };
    """
    int& cy_refer(int)
    cppclass CyPair:
        double x
        CyPair()
        CyPair(double, double)
        CyPair operator*(double)
        double operator*(CyPair&)
    cppclass CyWide(CyPair):
        CyWide()


def reference_places():
    """
    What a function returns by reference has an address and takes values, and is asked for once.

    >>> reference_places()
    (3, 8, 18)
    """
    cy_refer(0) = 0
    cdef int *p = &cy_refer(3)
    first = p[0]
    p[0] += 4
    second = cy_refer(1)
    cy_refer(1) = 17
    (&cy_refer(0))[0] += 1
    return first, second, p[0]


def nearest():
    """
    The overload for the class itself, or for a base of it, is meant, whatever else the C++ compiler could make of an object.

    >>> nearest()
    (11.0, 6.0, 5.0)
    """
    cdef CyPair a = CyPair(1, 2), b = CyPair(3, 4)
    cdef CyWide w
    c = b * 2
    return a * b, c.x, a * w


def with_length(string s):
    """
    >>> with_length(b"x")
    b'xa--'
    """
    s.append(b"abc", 1)
    s.append(2, c"-")
    return s


def returned():
    """
    >>> returned()
    (b'one two', 7, b'one', b'one two three', b'ab', b'abc!')
    """
    cdef string a = b"ab", b = b"abc"
    cy_kept().assign(b"one")
    before = cy_kept()
    cy_kept().append(b" two")
    after, size = cy_kept(), cy_kept().size()
    cdef string own = cy_kept()
    own.append(b" three")
    cy_longer(a, b).append(b"!")
    return after, size, before, own, a, b
