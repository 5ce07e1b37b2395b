# test: c++
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
"""

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
