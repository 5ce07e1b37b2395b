# Reading arguments by format: https://docs.python.org/3/c-api/arg.html

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    # Arguments after the format: where the values go.
    int PyArg_Parse(object, const char *, ...) except 0
    int PyArg_ParseTuple(object, const char *, ...) except 0
    int PyArg_ParseTupleAndKeywords(object, object, const char *, char* *, ...) except 0
    int PyArg_UnpackTuple(object, const char *, Py_ssize_t, Py_ssize_t, ...) except 0

    # The same from a list of arguments.
    int PyArg_VaParse(object, const char *, va_list) except 0
    int PyArg_VaParseTupleAndKeywords(object, object, const char *, char* *, va_list) except 0
