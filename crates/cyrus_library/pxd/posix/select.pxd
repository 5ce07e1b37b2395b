# <sys/select.h>: POSIX, XBD <sys/select.h>.

from posix.types cimport sigset_t
from posix.time cimport timespec, timeval

cdef extern from "<sys/select.h>" nogil:
    # A set of file descriptors below FD_SETSIZE.
    ctypedef struct fd_set:
        pass
    enum:
        FD_SETSIZE
    void FD_CLR(int, fd_set *)
    bint FD_ISSET(int, fd_set *)
    void FD_SET(int, fd_set *)
    void FD_ZERO(fd_set *)

    # Waiting.
    int pselect(int, fd_set *, fd_set *, fd_set *, const timespec *, const sigset_t *)
    int select(int, fd_set *, fd_set *, fd_set *, timeval *)
