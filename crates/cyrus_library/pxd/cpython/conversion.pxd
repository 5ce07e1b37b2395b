# Numbers and text: https://docs.python.org/3/c-api/conversion.html

from cpython.object cimport PyObject

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    enum:
        Py_DTSF_SIGN, Py_DTSF_ADD_DOT_0, Py_DTSF_ALT

    int PyOS_snprintf(char *text, size_t size, const char *text2, ...)
    int PyOS_vsnprintf(char *str_, size_t size, const char *format, va_list arg)
    double PyOS_string_to_double(const char *str_, char **endptr, PyObject *overflow_exception) except? -1.0
    char *PyOS_double_to_string(
        double val, char format_code, int precision, int flags, int *type_) except NULL
    int PyOS_stricmp(const char *text, const char *text2)
    int PyOS_strnicmp(const char *text, const char *text2, Py_ssize_t size)
