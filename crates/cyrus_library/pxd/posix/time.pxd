# <sys/time.h>: POSIX.1-2017, and what common systems add.

from posix.types cimport suseconds_t, time_t, clockid_t, timer_t
from posix.signal cimport sigevent

cdef extern from "<sys/time.h>" nogil:
    struct timezone:
        int tz_minuteswest
        int dsttime

    struct timeval:
        time_t tv_sec
        suseconds_t tv_usec

    struct timespec:
        time_t tv_sec
        long tv_nsec

    struct itimerval:
        timeval it_interval
        timeval it_value

    struct itimerspec:
        timespec it_interval
        timespec it_value

    enum:
        CLOCK_REALTIME, TIMER_ABSTIME, CLOCK_MONOTONIC, CLOCK_UPTIME, CLOCK_UPTIME_PRECISE,
        CLOCK_UPTIME_FAST, CLOCK_REALTIME_PRECISE, CLOCK_REALTIME_FAST, CLOCK_MONOTONIC_PRECISE,
        CLOCK_MONOTONIC_FAST, CLOCK_SECOND, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID,
        CLOCK_MONOTONIC_RAW, CLOCK_REALTIME_COARSE, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME,
        CLOCK_REALTIME_ALARM, CLOCK_BOOTTIME_ALARM, ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF

    int nanosleep(const timespec *, timespec *)
    int getitimer(int, itimerval *)
    int gettimeofday(timeval *tp, timezone *tzp)
    int setitimer(int, const itimerval *, itimerval *)
    int clock_getcpuclockid(object pid_t, clockid_t *)
    int clock_getres(clockid_t, timespec *)
    int clock_gettime(clockid_t, timespec *)
    int clock_nanosleep(clockid_t, int, const timespec *, timespec *)
    int clock_settime(clockid_t, const timespec *)
    int timer_create(clockid_t, sigevent *, timer_t *)
    int timer_delete(timer_t)
    int timer_gettime(timer_t, itimerspec *)
    int timer_getoverrun(timer_t)
    int timer_settime(timer_t, int, const itimerspec *, itimerspec *)
