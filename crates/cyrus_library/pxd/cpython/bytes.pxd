# Bytes: https://docs.python.org/3/c-api/bytes.html

from cpython.object cimport PyObject

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(char *text)
    bytes PyBytes_FromStringAndSize(char *text, Py_ssize_t size)
    bytes PyBytes_FromFormat(char *text, ...)
    bytes PyBytes_FromFormatV(char *text, va_list arg)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object o) except -1
    Py_ssize_t PyBytes_GET_SIZE(object o)
    char *PyBytes_AsString(object o) except NULL
    char *PyBytes_AS_STRING(object o)
    int PyBytes_AsStringAndSize(object obj, char **s, Py_ssize_t *len_) except -1
    void PyBytes_Concat(PyObject **arg, object o)
    void PyBytes_ConcatAndDel(PyObject **arg, object o)
    int _PyBytes_Resize(PyObject **arg, Py_ssize_t size) except -1
    bytes PyBytes_Format(object o, object o2)
    void PyBytes_InternInPlace(PyObject **arg)
    bytes PyBytes_InternFromString(char *text)
    object PyBytes_Decode(char *text, Py_ssize_t size, char *text2, char *text3)
    object PyBytes_AsDecodedObject(object o, char *text, char *text2)
    object PyBytes_Encode(char *text, Py_ssize_t size, char *text2, char *text3)
    object PyBytes_AsEncodedObject(object o, char *text, char *text2)
