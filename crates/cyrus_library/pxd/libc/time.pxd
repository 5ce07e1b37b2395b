# <time.h>: C11, 7.27; where marked, POSIX.

from libc.stddef cimport wchar_t

cdef extern from "<time.h>" nogil:
    # Counts of seconds and of ticks.
    ctypedef long time_t
    ctypedef long clock_t

    # A date and time of day in its parts; zone and offset are BSD's and GNU's.
    struct tm:
        int tm_year, tm_mon, tm_mday, tm_yday, tm_wday
        int tm_hour, tm_min, tm_sec
        int tm_isdst
        char *tm_zone
        long tm_gmtoff

    # Seconds since 1970, and nanoseconds.
    struct timespec:
        time_t tv_sec
        long tv_nsec

    # Ticks of `clock` a second, and the clock of `timespec_get`.
    enum:
        CLOCKS_PER_SEC, TIME_UTC

    # Reading clocks (7.27.2).
    clock_t clock()
    time_t time(time_t *)
    int timespec_get(timespec *, int)

    # Computing.
    double difftime(time_t, time_t)
    time_t mktime(tm *)

    # Conversions and texts (7.27.3).
    char *asctime(const tm *), *ctime(const time_t *)
    tm *gmtime(const time_t *), *localtime(const time_t *)
    size_t strftime(char *, size_t, const char *, const tm *)

    # POSIX: the time zone, and versions that keep no state.
    int daylight
    long timezone
    char *tzname[2]
    tm *getdate(const char *)
    void tzset()
    char *asctime_r(const tm *, char *), *ctime_r(const time_t *, char *)
    tm *gmtime_r(const time_t *, tm *), *localtime_r(const time_t *, tm *)
    char *strptime(const char *, const char *, tm *)

cdef extern from "<wchar.h>" nogil:
    size_t wcsftime(wchar_t *, size_t, const wchar_t *, const tm *)
