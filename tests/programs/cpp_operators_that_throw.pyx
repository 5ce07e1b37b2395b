# test: c++
"""Operators of C++ objects throw what they are declared to throw, and use what they return.

>>> [outcome(f) for f in (add, subtract, negate, invert, negation, equal, less, item, put, call)]
['ValueError', 'OverflowError', 'out', 'KeyError', 'not', 'ArithmeticError', 'less', 'IndexError', 'IndexError', 'TypeError']
>>> [outcome(f) for f in (truth, step_before, step_after, content, assign, assign_number, constructed, shift, address)]
['truth', 'LookupError', 'after', 'content', 'AttributeError', 'number', 'MemoryError', 'free', 'address']
>>> [outcome(f) for f in (begin, end, next_item, item_of_iterator)]
['begin', 'end', 'next', 'item']
>>> good()
(3, True, False, 5, [7, 7], 9)
>>> strings(b"a", b"b")
(b'ab', True, False, True)
>>> pairs()
(True, False)
"""
from cython.operator cimport dereference, preincrement, postincrement
from libcpp cimport bool
from libcpp.string cimport string
from libcpp.vector cimport vector

cdef extern from *:
    """
    #include <stdexcept>
    static inline void cy_test_throw(int x, const char *text) { if (x < 0) throw std::runtime_error(text); }
    struct CyNumber {
        int value;
        CyNumber() : value(0) {}
        CyNumber(int v) : value(v) { cy_test_throw(v + 100, "constructed"); }
        CyNumber operator+(const CyNumber &o) const { cy_test_throw(value, "add"); return CyNumber(value + o.value); }
        CyNumber operator-(const CyNumber &o) const { cy_test_throw(value, "subtract"); return CyNumber(value - o.value); }
        CyNumber operator-() const { cy_test_throw(value, "out"); return CyNumber(-value); }
        CyNumber operator~() const { cy_test_throw(value, "invert"); return CyNumber(~value); }
        CyNumber operator!() const { cy_test_throw(value, "not"); return CyNumber(!value); }
        bool operator==(const CyNumber &o) const { cy_test_throw(value, "equal"); return value == o.value; }
        bool operator<(const CyNumber &o) const { cy_test_throw(value, "less"); return value < o.value; }
        int &operator[](int) { cy_test_throw(value, "item"); return value; }
        int operator()(int x) { cy_test_throw(value, "call"); return value + x; }
        explicit operator bool() const { cy_test_throw(value, "truth"); return value != 0; }
        CyNumber &operator++() { cy_test_throw(value, "before"); ++value; return *this; }
        CyNumber operator++(int) { cy_test_throw(value, "after"); CyNumber old(*this); ++value; return old; }
        int &operator*() { cy_test_throw(value, "content"); return value; }
        CyNumber &operator=(const CyNumber &o) { cy_test_throw(o.value, "assign"); value = o.value; return *this; }
        CyNumber(const CyNumber &o) : value(o.value) {}
        CyNumber &operator=(int v) { cy_test_throw(v, "number"); value = v; return *this; }
        CyNumber *operator&() { cy_test_throw(value, "address"); return this; }
    };
    static inline int operator<<(const CyNumber &a, const CyNumber &b) { cy_test_throw(a.value, "free"); return a.value << b.value; }
    struct CyNames {
        int which, n;
        CyNames() : which(0), n(2) {}
        CyNames(int w) : which(w), n(2) {}
        struct iterator {
            int which, at;
            int operator*() { cy_test_throw(which == 4 ? -1 : 0, "item"); return 7; }
            iterator &operator++() { cy_test_throw(which == 3 ? -1 : 0, "next"); ++at; return *this; }
            bool operator!=(const iterator &o) const { return at != o.at; }
        };
        iterator begin() { cy_test_throw(which == 1 ? -1 : 0, "begin"); iterator i = {which, 0}; return i; }
        iterator end() { cy_test_throw(which == 2 ? -1 : 0, "end"); iterator i = {which, n}; return i; }
    };
    """
    cppclass CyNumber:
        int value
        CyNumber()
        CyNumber(int) except +MemoryError
        CyNumber operator+(const CyNumber &) except +ValueError
        CyNumber operator-(const CyNumber &) except +OverflowError
        CyNumber operator-() except +
        CyNumber operator~() except +KeyError
        CyNumber operator!() except +
        bool operator==(const CyNumber &) except +ArithmeticError
        bool operator<(const CyNumber &) except +
        int &operator[](int) except +IndexError
        int operator()(int) except +TypeError
        bool operator bool() except +
        CyNumber &operator++() except +LookupError
        CyNumber operator++(int) except +
        int &operator*() except +
        CyNumber &operator=(const CyNumber &) except +AttributeError
        CyNumber &operator=(int) except +
        CyNumber *operator&() except +
    int operator<<(const CyNumber &, const CyNumber &) except +

    cppclass CyNames:
        cppclass iterator:
            int operator*() except +
            iterator &operator++() except +
            bool operator!=(const iterator &) except +
        CyNames()
        CyNames(int)
        iterator begin() except +
        iterator end() except +


cdef CyNumber number(int v) except *:
    cdef CyNumber n
    n.value = v
    return n


def outcome(f):
    try:
        f()
    except RuntimeError as e:
        return str(e)
    except Exception as e:
        return type(e).__name__
    return "none"


cdef CyNumber bad
bad.value = -1


def add():
    return (bad + bad).value

def subtract():
    return (bad - bad).value

def negate():
    return (-bad).value

def invert():
    return (~bad).value

def negation():
    return (not bad).value

def equal():
    return bad == bad

def less():
    return bad < bad

def item():
    return bad[0]

def put():
    bad[0] = 4

def call():
    return bad(1)

def truth():
    return 1 if bad else 2

def step_before():
    return preincrement(bad).value

def step_after():
    return postincrement(bad).value

def content():
    return dereference(bad)

def assign():
    cdef CyNumber n
    n = bad

def assign_number():
    cdef CyNumber n
    cdef int x = -5
    n = x

def constructed():
    return CyNumber(-101).value

def shift():
    return bad << bad

def address():
    return (&bad).value


cdef run(int which):
    cdef CyNames names = CyNames(which)
    return [x for x in names]

def begin():
    run(1)

def end():
    run(2)

def next_item():
    run(3)

def item_of_iterator():
    run(4)


def good():
    cdef CyNumber a = number(1)
    cdef CyNumber b = number(2)
    sum = (a + b).value
    dereference(b) = 4
    return sum, a < b, not (not a).value == 0 and True, preincrement(b).value, run(0), b(4)


def strings(string a, string b):
    return a + b, a == b"a", a == b, a < b


def pairs():
    cdef vector[int] a = [1, 2]
    cdef vector[int] b = [1, 2]
    return a == b, a < b
