# The C++ standard library. `bool` is a truth value; `nullptr` is NULL for smart pointers.

cdef extern from *:
    ctypedef bint bool
    ctypedef void *nullptr_t
    nullptr_t nullptr
