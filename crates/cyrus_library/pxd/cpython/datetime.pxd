# Dates and times: https://docs.python.org/3/c-api/datetime.html
#
# Call `import_datetime()` once before anything else.

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
    #define cy_datetime_new(y, mo, d, h, mi, s, us, tz, fold) PyDateTimeAPI->DateTime_FromDateAndTimeAndFold( \\
        y, mo, d, h, mi, s, us, tz, fold, PyDateTimeAPI->DateTimeType)
    #define cy_time_new(h, mi, s, us, tz, fold) PyDateTimeAPI->Time_FromTimeAndFold( \\
        h, mi, s, us, tz, fold, PyDateTimeAPI->TimeType)
    """

cdef extern from "datetime.h":
    ctypedef extern class datetime.date [object PyDateTime_Date]:
        @property
        cdef inline int year(self) noexcept:
            return PyDateTime_GET_YEAR(self)

        @property
        cdef inline int month(self) noexcept:
            return PyDateTime_GET_MONTH(self)

        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_GET_DAY(self)

    ctypedef extern class datetime.time [object PyDateTime_Time]:
        @property
        cdef inline int hour(self) noexcept:
            return PyDateTime_TIME_GET_HOUR(self)

        @property
        cdef inline int minute(self) noexcept:
            return PyDateTime_TIME_GET_MINUTE(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_TIME_GET_SECOND(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_TIME_GET_MICROSECOND(self)

        @property
        cdef inline object tzinfo(self):
            return <object>PyDateTime_TIME_GET_TZINFO(self)

        @property
        cdef inline int fold(self) noexcept:
            return PyDateTime_TIME_GET_FOLD(self)

    ctypedef extern class datetime.datetime [object PyDateTime_DateTime]:
        @property
        cdef inline int year(self) noexcept:
            return PyDateTime_GET_YEAR(self)

        @property
        cdef inline int month(self) noexcept:
            return PyDateTime_GET_MONTH(self)

        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_GET_DAY(self)

        @property
        cdef inline int hour(self) noexcept:
            return PyDateTime_DATE_GET_HOUR(self)

        @property
        cdef inline int minute(self) noexcept:
            return PyDateTime_DATE_GET_MINUTE(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_DATE_GET_SECOND(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_DATE_GET_MICROSECOND(self)

        @property
        cdef inline object tzinfo(self):
            return <object>PyDateTime_DATE_GET_TZINFO(self)

        @property
        cdef inline int fold(self) noexcept:
            return PyDateTime_DATE_GET_FOLD(self)

    ctypedef extern class datetime.timedelta [object PyDateTime_Delta]:
        @property
        cdef inline int day(self) noexcept:
            return PyDateTime_DELTA_GET_DAYS(self)

        @property
        cdef inline int second(self) noexcept:
            return PyDateTime_DELTA_GET_SECONDS(self)

        @property
        cdef inline int microsecond(self) noexcept:
            return PyDateTime_DELTA_GET_MICROSECONDS(self)

    ctypedef extern class datetime.tzinfo [object PyDateTime_TZInfo]:
        pass

    ctypedef struct PyDateTime_Date:
        pass
    ctypedef struct PyDateTime_Time:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo
    ctypedef struct PyDateTime_DateTime:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo
    ctypedef struct PyDateTime_Delta:
        int days
        int seconds
        int microseconds

    ctypedef struct PyDateTime_CAPI:
        PyTypeObject *DateType
        PyTypeObject *DateTimeType
        PyTypeObject *TimeType
        PyTypeObject *DeltaType
        PyTypeObject *TZInfoType
        PyObject *TimeZone_UTC
        date (*Date_FromDate)(int year, int month, int day, PyTypeObject *cls)
        datetime (*DateTime_FromDateAndTime)(
            int year, int month, int day, int hour, int minute, int second, int microsecond, object tz,
            PyTypeObject *cls)
        time (*Time_FromTime)(int hour, int minute, int second, int microsecond, object tz, PyTypeObject *cls)
        timedelta (*Delta_FromDelta)(int days, int seconds, int microseconds, int normalize, PyTypeObject *cls)
        object (*TimeZone_FromTimeZone)(object offset, PyObject *name)
        datetime (*DateTime_FromTimestamp)(PyObject *cls, object args, PyObject *kwargs)
        date (*Date_FromTimestamp)(PyObject *cls, object args)
        datetime (*DateTime_FromDateAndTimeAndFold)(
            int year, int month, int day, int hour, int minute, int second, int microsecond, object tz, int fold,
            PyTypeObject *cls)
        time (*Time_FromTimeAndFold)(
            int hour, int minute, int second, int microsecond, object tz, int fold, PyTypeObject *cls)

    PyDateTime_CAPI *PyDateTimeAPI
    PyObject *PyDateTime_TimeZone_UTC
    void PyDateTime_IMPORT()

    bint PyDate_Check(object o)
    bint PyDate_CheckExact(object o)
    bint PyDateTime_Check(object o)
    bint PyDateTime_CheckExact(object o)
    bint PyTime_Check(object o)
    bint PyTime_CheckExact(object o)
    bint PyDelta_Check(object o)
    bint PyDelta_CheckExact(object o)
    bint PyTZInfo_Check(object o)
    bint PyTZInfo_CheckExact(object o)

    int PyDateTime_GET_YEAR(object o)
    int PyDateTime_GET_MONTH(object o)
    int PyDateTime_GET_DAY(object o)
    int PyDateTime_DATE_GET_HOUR(object o)
    int PyDateTime_DATE_GET_MINUTE(object o)
    int PyDateTime_DATE_GET_SECOND(object o)
    int PyDateTime_DATE_GET_MICROSECOND(object o)
    int PyDateTime_DATE_GET_FOLD(object o)
    int PyDateTime_TIME_GET_HOUR(object o)
    int PyDateTime_TIME_GET_MINUTE(object o)
    int PyDateTime_TIME_GET_SECOND(object o)
    int PyDateTime_TIME_GET_MICROSECOND(object o)
    int PyDateTime_TIME_GET_FOLD(object o)
    int PyDateTime_DELTA_GET_DAYS(object o)
    int PyDateTime_DELTA_GET_SECONDS(object o)
    int PyDateTime_DELTA_GET_MICROSECONDS(object o)

    # Borrowed.
    PyObject *PyDateTime_DATE_GET_TZINFO(object o)
    PyObject *PyDateTime_TIME_GET_TZINFO(object o)

    object PyTimeZone_FromOffset(object offset)
    object PyTimeZone_FromOffsetAndName(object offset, object name)
    datetime PyDateTime_FromTimeStamp "PyDateTime_FromTimestamp"(object args)
    date PyDate_FromTimeStamp "PyDate_FromTimestamp"(object args)

    datetime cy_datetime_new(
        int year, int month, int day, int hour, int minute, int second, int microsecond, object tz, int fold)
    time cy_time_new(int hour, int minute, int second, int microsecond, object tz, int fold)


cdef inline void import_datetime() noexcept:
    PyDateTime_IMPORT


cdef inline date date_new(int year, int month, int day):
    return PyDateTimeAPI.Date_FromDate(year, month, day, PyDateTimeAPI.DateType)


cdef inline time time_new(int hour, int minute, int second, int microsecond, object tz, int fold=0):
    return cy_time_new(hour, minute, second, microsecond, tz, fold)


cdef inline datetime datetime_new(
        int year, int month, int day, int hour, int minute, int second, int microsecond, object tz, int fold=0):
    return cy_datetime_new(year, month, day, hour, minute, second, microsecond, tz, fold)


cdef inline timedelta timedelta_new(int days, int seconds, int useconds):
    return PyDateTimeAPI.Delta_FromDelta(days, seconds, useconds, 1, PyDateTimeAPI.DeltaType)


cdef inline object timezone_new(object offset, object name=None):
    if name is None:
        return PyDateTimeAPI.TimeZone_FromTimeZone(offset, NULL)
    return PyDateTimeAPI.TimeZone_FromTimeZone(offset, <PyObject *>name)


cdef inline datetime datetime_from_timestamp(timestamp, tz=None):
    args = (timestamp,) if tz is None else (timestamp, tz)
    return PyDateTimeAPI.DateTime_FromTimestamp(<PyObject *>PyDateTimeAPI.DateTimeType, args, NULL)


cdef inline date date_from_timestamp(timestamp):
    return PyDateTimeAPI.Date_FromTimestamp(<PyObject *>PyDateTimeAPI.DateType, (timestamp,))


cdef inline object get_utc():
    return <object>PyDateTimeAPI.TimeZone_UTC


cdef inline object time_tzinfo(object o):
    return <object>PyDateTime_TIME_GET_TZINFO(o)


cdef inline object datetime_tzinfo(object o):
    return <object>PyDateTime_DATE_GET_TZINFO(o)


cdef inline int date_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)


cdef inline int date_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)


cdef inline int date_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)


cdef inline int datetime_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)


cdef inline int datetime_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)


cdef inline int datetime_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)


cdef inline int time_hour(object o) noexcept:
    return PyDateTime_TIME_GET_HOUR(o)


cdef inline int time_minute(object o) noexcept:
    return PyDateTime_TIME_GET_MINUTE(o)


cdef inline int time_second(object o) noexcept:
    return PyDateTime_TIME_GET_SECOND(o)


cdef inline int time_microsecond(object o) noexcept:
    return PyDateTime_TIME_GET_MICROSECOND(o)


cdef inline int time_fold(object o) noexcept:
    return PyDateTime_TIME_GET_FOLD(o)


cdef inline int datetime_hour(object o) noexcept:
    return PyDateTime_DATE_GET_HOUR(o)


cdef inline int datetime_minute(object o) noexcept:
    return PyDateTime_DATE_GET_MINUTE(o)


cdef inline int datetime_second(object o) noexcept:
    return PyDateTime_DATE_GET_SECOND(o)


cdef inline int datetime_microsecond(object o) noexcept:
    return PyDateTime_DATE_GET_MICROSECOND(o)


cdef inline int datetime_fold(object o) noexcept:
    return PyDateTime_DATE_GET_FOLD(o)


cdef inline int timedelta_days(object o) noexcept:
    return PyDateTime_DELTA_GET_DAYS(o)


cdef inline int timedelta_seconds(object o) noexcept:
    return PyDateTime_DELTA_GET_SECONDS(o)


cdef inline int timedelta_microseconds(object o) noexcept:
    return PyDateTime_DELTA_GET_MICROSECONDS(o)


cdef inline double total_seconds(timedelta obj) noexcept:
    cdef double days = PyDateTime_DELTA_GET_DAYS(obj)
    cdef double seconds = PyDateTime_DELTA_GET_SECONDS(obj)
    cdef double micros = PyDateTime_DELTA_GET_MICROSECONDS(obj)
    return days * 86400 + seconds + micros / 1000000
