# <stdbool.h>: C11, 7.18.

cdef extern from "<stdbool.h>" nogil:
    ctypedef bint _Bool
    ctypedef bint bool
    const bint false, true
