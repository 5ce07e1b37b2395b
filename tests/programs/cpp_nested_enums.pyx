# test: c++ enums in templates
cdef extern from *:
    """
    template <typename T> struct CyTyped {
        enum Kind { first, second };
        T value;
        Kind kind;
        CyTyped() : value(), kind(second) {}
    };
    """
    cppclass CyTyped[T]:
        enum Kind:
            first
            second
        T value
        Kind kind
        CyTyped()


def argument(CyTyped[double].Kind x):
    """
    >>> argument(1), argument(0)
    (True, False)
    """
    return x == 1


def attribute():
    """
    >>> attribute()
    (1, True)
    """
    cdef CyTyped[int] typed
    return typed.kind, typed.kind == 1


cdef cppclass Own:
    ctypedef int number
    number value

    number twice(number x):
        return x * 2


def own(Own.number x):
    """
    >>> own(4)
    8
    """
    cdef Own *o = new Own()
    try:
        o.value = x
        return o.twice(o.value)
    finally:
        del o
