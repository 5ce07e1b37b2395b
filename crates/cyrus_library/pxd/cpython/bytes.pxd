# Bytes: https://docs.python.org/3/c-api/bytes.html

from cpython.object cimport PyObject

cdef extern from "<stdarg.h>":
    ctypedef struct va_list

cdef extern from "Python.h":
    # Which objects.
    bint PyBytes_Check(object)
    bint PyBytes_CheckExact(object)

    # Making.
    bytes PyBytes_FromFormat(const char *, ...)
    bytes PyBytes_FromFormatV(const char *, va_list)
    bytes PyBytes_FromObject(object)
    bytes PyBytes_FromString(const char *)
    bytes PyBytes_FromStringAndSize(const char *, Py_ssize_t)

    # Size and bytes. The pointers are of the object.
    char *PyBytes_AS_STRING(object)
    char *PyBytes_AsString(object) except NULL
    int PyBytes_AsStringAndSize(object, char **, Py_ssize_t *) except -1
    Py_ssize_t PyBytes_GET_SIZE(object)
    Py_ssize_t PyBytes_Size(object) except -1

    # Joining and formatting; `PyObject **` is replaced, NULL where it fails.
    int _PyBytes_Resize(PyObject **, Py_ssize_t) except -1
    void PyBytes_Concat(PyObject **, object)
    void PyBytes_ConcatAndDel(PyObject **, object)
    bytes PyBytes_Format(object, object)

    # Of Python 2; no CPython of today has them.
    object PyBytes_AsDecodedObject(object, char *, char *)
    object PyBytes_AsEncodedObject(object, char *, char *)
    object PyBytes_Decode(char *, Py_ssize_t, char *, char *)
    object PyBytes_Encode(char *, Py_ssize_t, char *, char *)
    bytes PyBytes_InternFromString(char *)
    void PyBytes_InternInPlace(PyObject **)
