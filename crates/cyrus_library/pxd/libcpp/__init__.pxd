# What the C++ headers need of the language: `bool`, and the null pointer as a value with a type of its own.

cdef extern from *:
    ctypedef void *nullptr_t
    ctypedef bint bool
    nullptr_t nullptr
