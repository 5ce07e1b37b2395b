# <sys/resource.h>: POSIX.1-2017, and what common systems add.

from posix.time cimport timeval
from posix.types cimport id_t

cdef extern from "<sys/resource.h>" nogil:
    ctypedef unsigned long rlim_t

    struct rlimit:
        rlim_t rlim_cur
        rlim_t rlim_max

    struct rusage:
        timeval ru_utime
        timeval ru_stime
        long ru_maxrss
        long ru_ixrss
        long ru_idrss
        long ru_isrss
        long ru_minflt
        long ru_majflt
        long ru_nswap
        long ru_inblock
        long ru_oublock
        long ru_msgsnd
        long ru_msgrcv
        long ru_nsignals
        long ru_nvcsw
        long ru_nivcsw

    enum:
        PRIO_PROCESS, PRIO_PGRP, PRIO_USER, RLIM_INFINITY, RLIM_SAVED_MAX, RLIM_SAVED_CUR, RUSAGE_SELF,
        RUSAGE_CHILDREN, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_STACK,
        RLIMIT_AS

    int getpriority(int, id_t)
    int getrlimit(int, rlimit *)
    int getrusage(int, rusage *)
    int setpriority(int, id_t, int)
    int setrlimit(int, const rlimit *)
