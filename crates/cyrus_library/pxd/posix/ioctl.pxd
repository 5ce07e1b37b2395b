# <sys/ioctl.h>: the request numbers are of the devices (Linux, ioctl(2)).

cdef extern from "<sys/ioctl.h>" nogil:
    # Reading without waiting; how much can be read.
    enum:
        FIONBIO, FIONREAD

    # -1 and `errno` where it fails.
    int ioctl(int, unsigned long, ...)
