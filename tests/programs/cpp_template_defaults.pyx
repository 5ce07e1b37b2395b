# test: c++ template arguments that are left out: known only to C++, but handed on
from libcpp.string cimport string
from libcpp.vector cimport vector

cdef extern from *:
    """
    template <typename T, typename S = T, typename U = S *> struct CyWrap {
        T value;
        S other;
        CyWrap(T v) : value(v), other(S(v)) {}
        S second() { return other; }
        void set_second(S v) { other = v; }
        U address() { return &other; }
        bool is_mine(U p) { return p == &other; }
        template <typename V> int size_of(V) { return (int)sizeof(V); }
    };
    template <typename T = int> struct CyOne {
        T value;
        CyOne() : value(7) {}
        T get() { return value; }
        void set(T v) { value = v; }
    };
    template <typename T> T cy_made() { return T(3); }
    template <typename T, typename S = double> S cy_sum(T a, T b) { return (S)(a + b); }
    """
    cppclass CyWrap[T, S=*, U=*]:
        T value
        S other
        CyWrap(T)
        S second()
        void set_second(S)
        U address()
        bint is_mine(U)
        int size_of[V](V)
    cppclass CyOne[T=*]:
        T get()
        void set(T)
    T cy_made[T]()
    double cy_sum[T](T, T)


def left_out(double x):
    """
    >>> left_out(3.5)
    (True, 8, True, 3.5)
    """
    cdef CyWrap[double] *w = new CyWrap[double](x)
    try:
        second = w.second()
        w.set_second(second)
        address = w.address()
        return w.is_mine(address), w.size_of(second), w.is_mine(w.address()), w.value
    finally:
        del w


def given(double x):
    """
    >>> given(3.5)
    (3, True, 3.5)
    """
    cdef CyWrap[double, int] *w = new CyWrap[double, int](x)
    other = w.second()
    w.set_second(other)
    address = w.address()
    found = other, w.is_mine(address), w.value
    del w
    return found


def none_given():
    """
    >>> none_given()
    True
    """
    cdef CyOne one
    value = one.get()
    one.set(value)
    cdef vector[int] v = [1, 2]
    allocator = v.get_allocator()
    return True


def deduced():
    """
    >>> deduced()
    (3, 3.5)
    """
    return cy_made[int](), cy_sum(1.0, 2.5)
