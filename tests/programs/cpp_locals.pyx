# test: c++
# distutils: extra_compile_args = -fopenmp
# distutils: extra_link_args = -fopenmp
# cython: cpp_locals=True
"""C++ objects that begin where they are assigned need no default constructor and no assignment, and are checked.

>>> assigned(True)
(5, 0)
>>> assigned(False)
Traceback (most recent call last):
UnboundLocalError: local variable 'x' referenced before assignment
>>> without_gil(False)
Traceback (most recent call last):
UnboundLocalError: local variable 'x' referenced before assignment
>>> without_gil(True), alive()
(7, 0)
>>> list(generated(3)), alive()
([3, 3, 3], 0)
>>> again(), alive()
([1, 2, 3], 0)
>>> h = Holder(None); h.get()
Traceback (most recent call last):
AttributeError: C++ attribute 'held' is not initialized
>>> h.get_nogil()
Traceback (most recent call last):
AttributeError: C++ attribute 'held' is not initialized
>>> h.sizes, h.names
Traceback (most recent call last):
AttributeError: C++ attribute 'sizes' is not initialized
>>> h.put(3), h.get(), h.get_nogil(), peek(h), alive()
(None, 3, 3, 3, 1)
>>> h.put(4), h.get(), alive()
(None, 4, 1)
>>> h.sizes = [1, 2]; h.sizes
[1, 2]
>>> del h; alive()
0
>>> Holder(8).get(), Sub(9).get(), alive()
(8, 9, 0)
>>> global_value()
Traceback (most recent call last):
NameError: C++ global 'shared' is not initialized
>>> set_global(2), global_value(), set_global(5), global_value(), alive()
(None, 2, None, 5, 1)
>>> passed(6), alive()
(6, 1)
"""
from cython.parallel cimport prange
from libcpp.string cimport string
from libcpp.vector cimport vector

cdef extern from *:
    """
    static int cy_test_count = 0;
    struct CyMoved {
        int value;
        CyMoved() = delete;
        explicit CyMoved(int v) : value(v) { ++cy_test_count; }
        CyMoved(CyMoved &&o) : value(o.value) { ++cy_test_count; }
        CyMoved(const CyMoved &) = delete;
        CyMoved &operator=(const CyMoved &) = delete;
        ~CyMoved() { --cy_test_count; }
        int get() const { return value; }
    };
    """
    int cy_test_count
    cppclass CyMoved:
        CyMoved(int)
        int get() nogil


def alive():
    return cy_test_count


def assigned(flag):
    cdef CyMoved x
    if flag:
        x = CyMoved(5)
    return x.get(), alive() - 1


def without_gil(bint flag):
    cdef CyMoved x
    cdef int found
    if flag:
        x = CyMoved(7)
    with nogil:
        found = x.get()
    return found


def generated(int n):
    x = CyMoved(n)
    for i in range(n):
        yield x.get()


def again():
    cdef CyMoved x
    found = []
    for i in range(1, 4):
        x = CyMoved(i)
        found.append(x.get())
    return found


cdef CyMoved shared


cdef class Holder:
    cdef CyMoved held
    cdef public vector[int] sizes
    cdef readonly string names

    def __cinit__(self, value):
        if value is not None:
            self.held = CyMoved(value)

    def put(self, int value):
        self.held = CyMoved(value)

    def get(self):
        return self.held.get()

    def get_nogil(self):
        cdef int found
        with nogil:
            found = self.held.get()
        return found


cdef class Sub(Holder):
    cdef CyMoved other


cdef int by_reference(CyMoved &x):
    return x.get()


def peek(Holder h):
    return by_reference(h.held)


def set_global(int value):
    global shared
    shared = CyMoved(value)


def global_value():
    return shared.get()


cdef int by_value(CyMoved x):
    return x.get()


def passed(int value):
    return by_value(CyMoved(value))


def shared_with(flag):
    """Variables of inner functions, too, begin where they are assigned.

    >>> get, put, new = shared_with(True)
    >>> get(), put(7), get(), alive() - 1
    (5, None, 7, 1)
    >>> del get, put, new
    >>> get, put, new = shared_with(False)
    >>> get()
    Traceback (most recent call last):
    NameError: free variable 'x' referenced before assignment in enclosing scope
    >>> new([4])
    [4, 5]
    >>> put(8), get()
    (None, 8)
    >>> del get, put, new; alive() - 1
    0
    """
    cdef CyMoved x
    if flag:
        x = CyMoved(5)

    def get():
        return x.get()

    def put(int value):
        nonlocal x
        x = CyMoved(value)

    def new(items):
        cdef vector[int] v = items

        def more():
            v.push_back(5)
            return v
        return more()
    return get, put, new


cdef vector[int] one(int i) noexcept nogil:
    cdef vector[int] r = vector[int](<size_t>1, i)
    return r


def of_threads(int n):
    """
    >>> of_threads(100)
    (4950, [99])
    """
    cdef vector[int] v
    cdef int i, total = 0
    for i in prange(n, nogil=True):
        v = one(i)
        total += v[0]
    return total, v
