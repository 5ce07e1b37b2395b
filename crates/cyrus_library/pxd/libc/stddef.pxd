# <stddef.h>: C11, 7.19. `size_t` is known without a cimport, too.

cdef extern from "<stddef.h>" nogil:
    ctypedef signed int ptrdiff_t
    ctypedef unsigned int size_t
    ctypedef int wchar_t
