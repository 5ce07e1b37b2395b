# The clocks of Python's `time` module, without Python: https://docs.python.org/3/c-api/time.html

from cpython.exc cimport PyErr_SetFromErrno
from libc.stdint cimport int64_t
from libc.time cimport localtime as c_localtime, time_t, tm

cdef extern from *:
    """
    #include <time.h>
    #if PY_VERSION_HEX >= 0x030D0000
    typedef PyTime_t cy_lib_time_t;
    static inline cy_lib_time_t cy_lib_time_wall(void) { PyTime_t t = 0; (void)PyTime_TimeRaw(&t); return t; }
    static inline cy_lib_time_t cy_lib_time_monotonic(void) { PyTime_t t = 0; (void)PyTime_MonotonicRaw(&t); return t; }
    static inline cy_lib_time_t cy_lib_time_perf(void) { PyTime_t t = 0; (void)PyTime_PerfCounterRaw(&t); return t; }
    #else
    typedef _PyTime_t cy_lib_time_t;
    static inline cy_lib_time_t cy_lib_time_wall(void) { return _PyTime_GetSystemClock(); }
    static inline cy_lib_time_t cy_lib_time_monotonic(void) { return _PyTime_GetMonotonicClock(); }
    static inline cy_lib_time_t cy_lib_time_perf(void) { return _PyTime_GetPerfCounter(); }
    #endif
    static inline int64_t cy_lib_time_count(cy_lib_time_t t) { return (int64_t)t; }
    static inline double cy_lib_time_seconds(cy_lib_time_t t) { return (double)t * 1e-9; }
    """
    ctypedef int64_t PyTime_t "cy_lib_time_t"
    ctypedef PyTime_t _PyTime_t "cy_lib_time_t"

    double PyTime_AsSecondsDouble "cy_lib_time_seconds"(PyTime_t) noexcept nogil
    # Nanoseconds: since the process began or the machine, for spans, since 1970.
    PyTime_t PyTime_MonotonicRaw "cy_lib_time_monotonic"() noexcept nogil
    PyTime_t PyTime_PerfCounterRaw "cy_lib_time_perf"() noexcept nogil
    PyTime_t PyTime_TimeRaw "cy_lib_time_wall"() noexcept nogil
    PyTime_t PyTime_TimeUnchecked "cy_lib_time_wall"() noexcept nogil


cdef inline double monotonic() noexcept nogil:
    return PyTime_AsSecondsDouble(PyTime_MonotonicRaw())


cdef inline int64_t monotonic_ns() noexcept nogil:
    return PyTime_MonotonicRaw()


cdef inline double perf_counter() noexcept nogil:
    return PyTime_AsSecondsDouble(PyTime_PerfCounterRaw())


cdef inline int64_t perf_counter_ns() noexcept nogil:
    return PyTime_PerfCounterRaw()


cdef inline double time() noexcept nogil:
    return PyTime_AsSecondsDouble(PyTime_TimeRaw())


cdef inline int64_t time_ns() noexcept nogil:
    return PyTime_TimeRaw()


cdef inline int _raise_from_errno() except -1 with gil:
    PyErr_SetFromErrno(RuntimeError)
    return -1


cdef inline tm localtime() except * nogil:
    # The fields count as those of Python's `time.localtime`.
    cdef time_t now = <time_t>time()
    cdef tm *fields = c_localtime(&now)
    if fields is NULL:
        _raise_from_errno()
    fields.tm_year += 1900
    fields.tm_mon += 1
    fields.tm_wday = (fields.tm_wday + 6) % 7
    fields.tm_yday += 1
    return fields[0]
