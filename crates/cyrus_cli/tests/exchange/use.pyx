# cython: language_level=3
cimport cython
from array import array
cimport offer
from offer cimport (Base, Middle, Leaf, pair, colour, green, fa, fb, fc, vf, twice, total, trace, tail, keep, kept,
                    as_object, both, apply, dot, inlined, window)
import gc
import sys
import weakref
import offer as python_offer

def doubles(*values):
    return array("d", values)

def functions():
    """
    >>> functions()
    (5, 'x', 41, 3, 5, 10.0, 8, 3.0, (4, 2.0), 5.0, 2)
    """
    cdef pair p
    vf(&p, green)
    return fa(3, 2.5), fb(["x"]), fc(1), fc(1, 2), p.i, p.d, twice(4), twice(1.5), both(4), apply(square, 2), inlined(1)

cdef double square(double x) noexcept:
    return x * x

def failing(int a):
    """
    >>> failing(-1)
    Traceback (most recent call last):
    KeyError: -1
    >>> failing(3)
    Traceback (most recent call last):
    ValueError: negative
    """
    cdef Base b = Base()
    with nogil:
        fa(a, 0)
    return b.m(-a)

def variables():
    """
    >>> variables()
    (3, 2.0, ['thing'], True)
    (4, [8.0, 2.0, 3.0, 4.0], ['other'], [5.0, 6.0])
    (4, 8.0, 6.0)
    """
    print((offer.counter, offer.table[1], offer.thing, window is None))
    offer.counter += 1
    offer.table[0] = 8
    offer.thing = ["other"]
    offer.window = doubles(5, 6)
    print(python_offer.state())
    print((offer.counter, offer.table[0], window[1]))
    python_offer.reset()

cdef class Derived(Base):
    cdef object extra
    def __init__(self):
        self.extra = "extra"
    cdef int m(self, int a) except -1:
        return Base.m(self, a) + 100
    cpdef double n(self, double b):
        return b * 5
    cdef double total(self, double[:] v) except? -1:
        return Base.total(self, v) + 1000
    cdef double[:] part(self, Py_ssize_t n):
        return self.row[n:]
    cdef int opt(self, int a, int b=50, int c=600):
        return a * b * c
    cdef int own(self):
        return self.x

cdef class FromMiddle(Middle):
    cdef int more(self) noexcept:
        return 9

class Python(Base):
    def n(self, b):
        return b * 7

def objects():
    """
    >>> objects()
    7 None 0.5 10 20 -7 4.0 321 23 6
    107 7 ['y'] 10.0 1001.0
    14.0
    1 1 9
    """
    cdef Base b = Base()
    cdef Derived d = Derived()
    cdef Leaf leaf = Leaf()
    cdef Middle other = FromMiddle()
    print(b.x, b.y, b.z, b.m(3), Base.fixed(2), b.last(0), b.n(2), b.opt(1), b.opt(1, 2, 20), b.opt(1, 2, 3))
    d.y = ["y"]
    print(d.m(0), d.own(), d.y, d.n(2), d.total(doubles(-6)))
    b = Python()
    print(b.n(2))
    print(leaf.more(), len(leaf.items), other.more())

def from_python():
    """
    >>> b, d, p = python_offer.Base(), Derived(), Python()
    >>> b.call_m(1), d.call_m(1), b.call_n(2), d.call_n(2), p.call_n(2)
    (8, 108, 4.0, 10.0, 14.0)
    >>> b.call_opt(), d.call_opt()
    ((321, 303, 6), (30000, 1200, 6))
    >>> d.call_total(doubles(1, 2)), FromMiddle().call_more(), python_offer.Leaf().call_more(), python_offer.Middle().n(1)
    (1010.0, 9, 1, 3.0)
    >>> d.set_row(doubles(1, 2, 3)); list(d.call_part(1)), list(d.get_row())
    ([2.0, 3.0], [1.0, 2.0, 3.0])
    >>> b.z, b.anything if hasattr(b, "anything") else None
    (0.5, None)
    >>> b.anything = 4; b.__dict__
    {'anything': 4}
    >>> weakref.ref(b)() is b
    True
    >>> b.z = 1
    Traceback (most recent call last):
    AttributeError: ...
    """

def views():
    """
    >>> views()
    6.0 5.0 [2.0, 3.0] 5.0 5.0 14.0
    None
    (2, 1.0, array('d', [1.0, 9.0]))
    [4.0, 5.0] array('d', [4.0, 5.0])
    index
    """
    cdef double[:] v = doubles(1, 2, 3), w
    cdef double[:, ::1] grid = memoryview(doubles(1, 2, 3, 4)).cast("B").cast("d", (2, 2))
    cdef double by_nogil
    with nogil:
        by_nogil = total(v)
    print(by_nogil, trace(grid), list(tail(v, 1)), dot(v), dot(v, v), dot(v, None, 3))
    print(kept())
    w = doubles(1, 2)
    keep(w)
    w[1] = 9
    w = None
    print(kept())
    keep(None)
    o = as_object(doubles(4, 5))
    print(list(o), o.base)
    try:
        tail(v, 9)
    except IndexError:
        print("index")

def fields():
    """
    >>> fields()
    [1.0, 2.0, 3.0]
    6.0 3
    2.0
    [3.0]
    None True
    [[1.0, 2.0], [3.0, 8.0]]
    11.0
    """
    cdef Base b = Derived()
    cdef double[:] v
    cdef Py_ssize_t i
    b.set_row(doubles(1, 2, 3))
    print(list(b.row))
    cdef double s = 0
    for i in range(b.row.shape[0]):
        s += b.row[i]
    print(s, b.row.shape[0])
    v = b.row[1:]
    b.row = v
    v = None
    print(b.get_row()[0])
    print(list(b.part(1)))
    b.row = None
    print(b.get_row(), b.row is None)
    b.grid = memoryview(doubles(1, 2, 3, 4)).cast("B").cast("d", (2, 2))
    b.grid[1, 1] = 8
    print([[x for x in row] for row in b.grid])
    print(b.grid[0, 1] + trace(b.grid))

def unset():
    """
    >>> unset()
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    """
    cdef Base b = Base()
    return b.row[0]

def nothing_leaks():
    """
    >>> nothing_leaks()
    True
    """
    a = doubles(1, 2, 3)
    cdef double[:] v = a
    cdef Base b
    cdef Py_ssize_t i
    before = sys.getrefcount(a)
    for i in range(10):
        b = Derived()
        b.row = v
        b.row = b.row[1:]
        b.set_row(a)
        b.part(1)
        b.total(v)
        b.call_total(a)
        tail(v, 1)
        total(v)
        keep(v)
        as_object(v)
    keep(None)
    b = None
    offer.window = v
    offer.window = None
    gc.collect()
    return sys.getrefcount(a) == before
