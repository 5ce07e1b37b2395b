# <sys/types.h>: POSIX, XBD <sys/types.h>. The sizes only rank the types; the C compiler has the true ones.

cdef extern from "<sys/types.h>" nogil:
    # Files.
    ctypedef long nlink_t
    ctypedef long mode_t
    ctypedef long off_t
    ctypedef unsigned long ino_t
    ctypedef long fsfilcnt_t
    ctypedef long fsblkcnt_t
    ctypedef long dev_t
    ctypedef long blksize_t
    ctypedef long blkcnt_t

    # Sets of signals.
    ctypedef struct sigset_t:
        pass

    # Processes, users, IPC.
    ctypedef long gid_t
    ctypedef long id_t
    ctypedef long key_t
    ctypedef long pid_t
    ctypedef long uid_t

    # Times.
    ctypedef long clockid_t
    ctypedef long time_t
    ctypedef long timer_t
    ctypedef long suseconds_t
