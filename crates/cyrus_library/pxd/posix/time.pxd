# <time.h> and <sys/time.h>: what POSIX adds to C.

from posix.signal cimport sigevent
from posix.types cimport clockid_t, pid_t, suseconds_t, time_t, timer_t

cdef extern from "<sys/time.h>" nogil:
    # Microseconds.
    struct timeval:
        time_t tv_sec
        suseconds_t tv_usec
    struct timezone:
        int tz_minuteswest, tz_dsttime
        int dsttime "tz_dsttime"

    struct itimerval:
        timeval it_value, it_interval

    # Which timer.
    enum:
        ITIMER_PROF, ITIMER_REAL, ITIMER_VIRTUAL
    int getitimer(int, itimerval *)
    int gettimeofday(timeval *, timezone *)
    int setitimer(int, const itimerval *, itimerval *)
    int utimes(const char *, const timeval *)

cdef extern from "<time.h>" nogil:
    # Nanoseconds.
    struct timespec:
        time_t tv_sec
        long tv_nsec

    struct itimerspec:
        timespec it_value, it_interval

    # Clocks.
    enum:
        CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_REALTIME, CLOCK_THREAD_CPUTIME_ID

    # Clocks: Linux and BSD.
    enum:
        CLOCK_BOOTTIME, CLOCK_BOOTTIME_ALARM, CLOCK_MONOTONIC_COARSE, CLOCK_MONOTONIC_RAW,
        CLOCK_REALTIME_ALARM, CLOCK_REALTIME_COARSE, CLOCK_TAI

    # Clocks: FreeBSD.
    enum:
        CLOCK_MONOTONIC_FAST, CLOCK_MONOTONIC_PRECISE, CLOCK_REALTIME_FAST, CLOCK_REALTIME_PRECISE,
        CLOCK_SECOND, CLOCK_UPTIME, CLOCK_UPTIME_FAST, CLOCK_UPTIME_PRECISE

    # A time, not a span.
    enum:
        TIMER_ABSTIME

    # Reading, setting, sleeping.
    int clock_getcpuclockid(pid_t, clockid_t *), clock_getres(clockid_t, timespec *)
    int clock_gettime(clockid_t, timespec *)
    int clock_nanosleep(clockid_t, int, const timespec *, timespec *)
    int clock_settime(clockid_t, const timespec *), nanosleep(const timespec *, timespec *)

    # Timers.
    int timer_create(clockid_t, sigevent *, timer_t *), timer_delete(timer_t), timer_getoverrun(timer_t)
    int timer_gettime(timer_t, itimerspec *)
    int timer_settime(timer_t, int, const itimerspec *, itimerspec *)
