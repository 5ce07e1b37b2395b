# Dates and times: https://docs.python.org/3/c-api/datetime.html
#
# `import_datetime()` comes first, once a module.

from cpython.object cimport PyObject, PyTypeObject

cdef extern from *:
    """
    #include "datetime.h"
    #if PY_VERSION_HEX < 0x030A0000 && !defined(PyDateTime_TIME_GET_TZINFO)
    #define PyDateTime_TIME_GET_TZINFO(o) \\
        (((PyDateTime_Time *)(o))->hastzinfo ? ((PyDateTime_Time *)(o))->tzinfo : Py_None)
    #define PyDateTime_DATE_GET_TZINFO(o) \\
        (((PyDateTime_DateTime *)(o))->hastzinfo ? ((PyDateTime_DateTime *)(o))->tzinfo : Py_None)
    #endif
    #define cy_lib_datetime_new(y, mo, d, h, mi, s, us, tz, fold) PyDateTimeAPI->DateTime_FromDateAndTimeAndFold( \\
        y, mo, d, h, mi, s, us, tz, fold, PyDateTimeAPI->DateTimeType)
    #define cy_lib_time_new(h, mi, s, us, tz, fold) PyDateTimeAPI->Time_FromTimeAndFold( \\
        h, mi, s, us, tz, fold, PyDateTimeAPI->TimeType)
    #define cy_lib_import_datetime() PyDateTime_IMPORT
    """
    void import_datetime "cy_lib_import_datetime"()

cdef extern from "datetime.h":
    void PyDateTime_IMPORT()

    ctypedef class datetime.tzinfo [object PyDateTime_TZInfo]:
        pass

    ctypedef class datetime.timedelta [object PyDateTime_Delta]:
        @property
        cdef inline int day(self) noexcept:
            return timedelta_days(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return timedelta_microseconds(self)

        @property
        cdef inline int second(self) noexcept:
            return timedelta_seconds(self)

    ctypedef class datetime.date [object PyDateTime_Date]:
        @property
        cdef inline int day(self) noexcept:
            return date_day(self)

        @property
        cdef inline int month(self) noexcept:
            return date_month(self)

        @property
        cdef inline int year(self) noexcept:
            return date_year(self)

    ctypedef class datetime.time [object PyDateTime_Time]:
        @property
        cdef inline int fold(self) noexcept:
            return time_fold(self)

        @property
        cdef inline int hour(self) noexcept:
            return time_hour(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return time_microsecond(self)

        @property
        cdef inline int minute(self) noexcept:
            return time_minute(self)

        @property
        cdef inline int second(self) noexcept:
            return time_second(self)

        @property
        cdef inline object tzinfo(self):
            return time_tzinfo(self)

    ctypedef class datetime.datetime [object PyDateTime_DateTime]:
        @property
        cdef inline int day(self) noexcept:
            return datetime_day(self)

        @property
        cdef inline int fold(self) noexcept:
            return datetime_fold(self)

        @property
        cdef inline int hour(self) noexcept:
            return datetime_hour(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return datetime_microsecond(self)

        @property
        cdef inline int minute(self) noexcept:
            return datetime_minute(self)

        @property
        cdef inline int month(self) noexcept:
            return datetime_month(self)

        @property
        cdef inline int second(self) noexcept:
            return datetime_second(self)

        @property
        cdef inline object tzinfo(self):
            return datetime_tzinfo(self)

        @property
        cdef inline int year(self) noexcept:
            return datetime_year(self)

    # The structs of the objects.
    ctypedef struct PyDateTime_Delta:
        int days, microseconds, seconds

    ctypedef struct PyDateTime_Date:
        pass

    ctypedef struct PyDateTime_Time:
        PyObject *tzinfo
        char hastzinfo
        unsigned char fold

    ctypedef struct PyDateTime_DateTime:
        PyObject *tzinfo
        char hastzinfo
        unsigned char fold

    # What the module `_datetime` offers to C.
    ctypedef struct PyDateTime_CAPI:
        PyTypeObject *DateTimeType, *DateType, *DeltaType, *TimeType, *TZInfoType
        PyObject *TimeZone_UTC
        date (*Date_FromDate)(int, int, int, PyTypeObject *)
        date (*Date_FromTimestamp)(PyObject *, object)
        datetime (*DateTime_FromDateAndTime)(int, int, int, int, int, int, int, object, PyTypeObject *)
        datetime (*DateTime_FromDateAndTimeAndFold)(int, int, int, int, int, int, int, object, int, PyTypeObject *)
        datetime (*DateTime_FromTimestamp)(PyObject *, object, PyObject *)
        timedelta (*Delta_FromDelta)(int, int, int, int, PyTypeObject *)
        time (*Time_FromTime)(int, int, int, int, object, PyTypeObject *)
        time (*Time_FromTimeAndFold)(int, int, int, int, object, int, PyTypeObject *)
        object (*TimeZone_FromTimeZone)(object, PyObject *)

    PyDateTime_CAPI *PyDateTimeAPI
    PyObject *PyDateTime_TimeZone_UTC

    # Which objects.
    bint PyDate_Check(object), PyDate_CheckExact(object)
    bint PyDateTime_Check(object), PyDateTime_CheckExact(object)
    bint PyDelta_Check(object), PyDelta_CheckExact(object)
    bint PyTime_Check(object), PyTime_CheckExact(object)
    bint PyTZInfo_Check(object), PyTZInfo_CheckExact(object)

    # Their parts, by the names of C and by short ones.
    int PyDateTime_GET_DAY(object), PyDateTime_GET_MONTH(object), PyDateTime_GET_YEAR(object)
    int date_day "PyDateTime_GET_DAY"(object), date_month "PyDateTime_GET_MONTH"(object)
    int date_year "PyDateTime_GET_YEAR"(object)
    int datetime_day "PyDateTime_GET_DAY"(object), datetime_month "PyDateTime_GET_MONTH"(object)
    int datetime_year "PyDateTime_GET_YEAR"(object)
    int PyDateTime_DATE_GET_FOLD(object), PyDateTime_DATE_GET_HOUR(object)
    int PyDateTime_DATE_GET_MICROSECOND(object), PyDateTime_DATE_GET_MINUTE(object)
    int PyDateTime_DATE_GET_SECOND(object)
    int datetime_fold "PyDateTime_DATE_GET_FOLD"(object)
    int datetime_hour "PyDateTime_DATE_GET_HOUR"(object)
    int datetime_microsecond "PyDateTime_DATE_GET_MICROSECOND"(object)
    int datetime_minute "PyDateTime_DATE_GET_MINUTE"(object)
    int datetime_second "PyDateTime_DATE_GET_SECOND"(object)
    int PyDateTime_TIME_GET_FOLD(object), PyDateTime_TIME_GET_HOUR(object)
    int PyDateTime_TIME_GET_MICROSECOND(object), PyDateTime_TIME_GET_MINUTE(object)
    int PyDateTime_TIME_GET_SECOND(object)
    int time_fold "PyDateTime_TIME_GET_FOLD"(object), time_hour "PyDateTime_TIME_GET_HOUR"(object)
    int time_microsecond "PyDateTime_TIME_GET_MICROSECOND"(object)
    int time_minute "PyDateTime_TIME_GET_MINUTE"(object)
    int time_second "PyDateTime_TIME_GET_SECOND"(object)
    int PyDateTime_DELTA_GET_DAYS(object), PyDateTime_DELTA_GET_MICROSECONDS(object)
    int PyDateTime_DELTA_GET_SECONDS(object)
    int timedelta_days "PyDateTime_DELTA_GET_DAYS"(object)
    int timedelta_microseconds "PyDateTime_DELTA_GET_MICROSECONDS"(object)
    int timedelta_seconds "PyDateTime_DELTA_GET_SECONDS"(object)
    # Lent.
    PyObject *PyDateTime_DATE_GET_TZINFO(object), *PyDateTime_TIME_GET_TZINFO(object)

    # New ones.
    date date_new "PyDate_FromDate"(int, int, int)
    date PyDate_FromTimeStamp "PyDate_FromTimestamp"(object)
    datetime PyDateTime_FromTimeStamp "PyDateTime_FromTimestamp"(object)
    datetime _datetime "cy_lib_datetime_new"(int, int, int, int, int, int, int, object, int)
    time _time "cy_lib_time_new"(int, int, int, int, object, int)
    timedelta timedelta_new "PyDelta_FromDSU"(int, int, int)
    object PyTimeZone_FromOffset(object)
    object PyTimeZone_FromOffsetAndName(object, object)


cdef inline datetime datetime_new(
    int year, int month, int day, int hour, int minute, int second, int us, object tz, int fold=0
):
    return _datetime(year, month, day, hour, minute, second, us, tz, fold)


cdef inline time time_new(int hour, int minute, int second, int us, object tz, int fold=0):
    return _time(hour, minute, second, us, tz, fold)


cdef inline object timezone_new(object offset, object name=None):
    if name is not None:
        return PyTimeZone_FromOffsetAndName(offset, name)
    return PyTimeZone_FromOffset(offset)


cdef inline date date_from_timestamp(timestamp):
    return PyDate_FromTimeStamp((timestamp,))


cdef inline datetime datetime_from_timestamp(timestamp, tz=None):
    return PyDateTime_FromTimeStamp((timestamp,) if tz is None else (timestamp, tz))


cdef inline object get_utc():
    return <object>PyDateTime_TimeZone_UTC


cdef inline object datetime_tzinfo(object o):
    zone = <object>PyDateTime_DATE_GET_TZINFO(o)
    return zone


cdef inline object time_tzinfo(object o):
    zone = <object>PyDateTime_TIME_GET_TZINFO(o)
    return zone


cdef inline double total_seconds(timedelta span) noexcept:
    return (<double>timedelta_days(span) * 86400 + timedelta_seconds(span)) + timedelta_microseconds(span) / 1e6
