# Sentinels (Python 3.15): https://docs.python.org/3.15/c-api/sentinel.html

cdef extern from "Python.h":
    bint PySentinel_Check(object)
    object PySentinel_New(const char *, const char *)
