# <sys/ioctl.h>: POSIX.1-2017, and what common systems add.

cdef extern from "<sys/ioctl.h>" nogil:
    enum:
        FIONBIO

    int ioctl(int fd, int request, ...)
