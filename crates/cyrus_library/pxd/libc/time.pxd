# <time.h>: C11, 7.27.

from libc.stddef cimport wchar_t

cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t

    enum: CLOCKS_PER_SEC
    enum: TIME_UTC

    struct timespec:
        time_t tv_sec
        long tv_nsec

    struct tm:
        int tm_sec
        int tm_min
        int tm_hour
        int tm_mday
        int tm_mon
        int tm_year
        int tm_wday
        int tm_yday
        int tm_isdst

    clock_t clock()
    time_t time(time_t *result)
    double difftime(time_t end, time_t start)
    time_t mktime(tm *fields)
    int timespec_get(timespec *result, int base)

    # Text; the results of the first two are shared by all callers.
    char *asctime(const tm *fields)
    char *ctime(const time_t *seconds)
    char *asctime_r(const tm *fields, char *to)
    char *ctime_r(const time_t *seconds, char *to)
    size_t strftime(char *to, size_t size, const char *format, const tm *fields)

    size_t wcsftime(wchar_t *to, size_t size, const wchar_t *format, const tm *fields)

    # Fields.
    tm *gmtime(const time_t *seconds)
    tm *localtime(const time_t *seconds)
    tm *gmtime_r(const time_t *seconds, tm *fields)
    tm *localtime_r(const time_t *seconds, tm *fields)

    # POSIX.
    int daylight
    long timezone
    char *tzname[2]
    void tzset()
    char *strptime(const char *text, const char *format, tm *fields)
    tm *getdate(const char *text)
