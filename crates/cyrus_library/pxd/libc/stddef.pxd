# <stddef.h>: C11, 7.19.

cdef extern from "<stddef.h>" nogil:
    ctypedef signed int wchar_t
    ctypedef ptrdiff_t ptrdiff_t
    ctypedef size_t size_t
