# Parsing of arguments: https://docs.python.org/3/c-api/arg.html

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    int PyArg_ParseTuple(object args, char *format, ...) except 0
    int PyArg_VaParse(object args, char *format, va_list vargs) except 0
    int PyArg_ParseTupleAndKeywords(object args, object kw, char *format, char *keywords[], ...) except 0
    int PyArg_VaParseTupleAndKeywords(object args, object kw, char *format, char *keywords[], va_list vargs) except 0
    int PyArg_Parse(object args, char *format, ...) except 0
    int PyArg_UnpackTuple(object args, char *name, Py_ssize_t least, Py_ssize_t most, ...) except 0
