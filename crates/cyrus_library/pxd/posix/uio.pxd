# <sys/uio.h>: POSIX, XBD <sys/uio.h>; Linux where marked.

from posix.types cimport off_t

cdef extern from "<sys/uio.h>" nogil:
    # A piece of memory; as many as are given are read or written in one go.
    struct iovec:
        void *iov_base
        size_t iov_len
    ssize_t readv(int, const iovec *, int), writev(int, const iovec *, int)

    # At a position (Linux and BSD).
    ssize_t preadv(int, const iovec *, int, off_t), pwritev(int, const iovec *, int, off_t)

    # Flags (Linux).
    enum:
        RWF_APPEND, RWF_DSYNC, RWF_HIPRI, RWF_NOWAIT, RWF_SYNC
    ssize_t preadv2(int, const iovec *, int, off_t, int), pwritev2(int, const iovec *, int, off_t, int)
