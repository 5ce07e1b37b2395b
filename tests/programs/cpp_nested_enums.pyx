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
