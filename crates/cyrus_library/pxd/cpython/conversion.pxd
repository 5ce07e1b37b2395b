# Numbers and text: https://docs.python.org/3/c-api/conversion.html

from cpython.object cimport PyObject

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    # Flags of `PyOS_double_to_string`.
    enum:
        Py_DTSF_ADD_DOT_0, Py_DTSF_ALT, Py_DTSF_SIGN

cdef extern from "Python.h":
    # Comparing ASCII without regard to case.
    int PyOS_stricmp(const char *, const char *)
    int PyOS_strnicmp(const char *, const char *, Py_ssize_t)

    # Numbers, with no regard to the locale.
    char *PyOS_double_to_string(double, char, int, int, int *) except NULL
    double PyOS_string_to_double(const char *, char **, PyObject *) except? -1.0

    # Formatting into a buffer.
    int PyOS_snprintf(char *, size_t, const char *, ...)
    int PyOS_vsnprintf(char *, size_t, const char *, va_list)
