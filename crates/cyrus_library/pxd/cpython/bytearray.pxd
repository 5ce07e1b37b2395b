# Byte arrays: https://docs.python.org/3/c-api/bytearray.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects.
    bint PyByteArray_Check(object)
    bint PyByteArray_CheckExact(object)

    # Making.
    bytearray PyByteArray_Concat(object, object)
    bytearray PyByteArray_FromObject(object)
    bytearray PyByteArray_FromStringAndSize(const char *, Py_ssize_t)

    # Size and bytes.
    char *PyByteArray_AS_STRING(object)
    char *PyByteArray_AsString(object)
    Py_ssize_t PyByteArray_GET_SIZE(object)
    int PyByteArray_Resize(object, Py_ssize_t) except -1
    Py_ssize_t PyByteArray_Size(object)
