# <sys/resource.h>: POSIX, XBD <sys/resource.h>; Linux and BSD where marked.

from posix.time cimport timeval
from posix.types cimport id_t

cdef extern from "<sys/resource.h>" nogil:
    ctypedef unsigned long rlim_t

    # Whose priority.
    enum:
        PRIO_PGRP, PRIO_PROCESS, PRIO_USER

    # Whose use.
    enum:
        RUSAGE_BOTH, RUSAGE_CHILDREN, RUSAGE_SELF, RUSAGE_THREAD

    # Limits.
    enum:
        RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_STACK

    # Limits: Linux and BSD.
    enum:
        RLIMIT_LOCKS, RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_NPROC, RLIMIT_RSS,
        RLIMIT_RTPRIO, RLIMIT_RTTIME, RLIMIT_SIGPENDING

    # No limit; a limit that does not fit.
    enum:
        RLIM_INFINITY, RLIM_SAVED_CUR, RLIM_SAVED_MAX

    struct rlimit:
        rlim_t rlim_cur, rlim_max

    struct rusage:
        timeval ru_utime, ru_stime
        long ru_maxrss, ru_ixrss, ru_idrss, ru_isrss
        long ru_minflt, ru_majflt, ru_nswap
        long ru_inblock, ru_oublock
        long ru_msgsnd, ru_msgrcv, ru_nsignals
        long ru_nvcsw, ru_nivcsw

    # Priorities.
    int getpriority(int, id_t)
    int setpriority(int, id_t, int)

    # Limits and use.
    int setrlimit(int, const rlimit *)
    int getrusage(int, rusage *)
    int getrlimit(int, rlimit *)
