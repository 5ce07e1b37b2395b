# <stdbool.h>: C11, 7.18.

cdef extern from "<stdbool.h>" nogil:
    ctypedef bint bool
    const bint true
    const bint false
