# test: declarations of the C API do not stand in the way of the compiler's own functions
from cpython.list cimport PyList_Append, PyList_Extend

def f(items):
    """
    >>> f((1, 2))
    [0, 1, 2, 1, 2, 5]
    """
    cdef list out = [0]
    out.extend(items)
    PyList_Extend(out, items)
    PyList_Append(out, 5)
    return [*out]
