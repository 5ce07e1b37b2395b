# Byte arrays: https://docs.python.org/3/c-api/bytearray.html

cdef extern from "Python.h":
    bint PyByteArray_Check(object o)
    bint PyByteArray_CheckExact(object o)
    bytearray PyByteArray_FromObject(object o)
    bytearray PyByteArray_FromStringAndSize(char *text, Py_ssize_t size)
    bytearray PyByteArray_Concat(object o, object o2)
    Py_ssize_t PyByteArray_Size(object o)
    char *PyByteArray_AsString(object o)
    int PyByteArray_Resize(object o, Py_ssize_t size) except -1
    char *PyByteArray_AS_STRING(object o)
    Py_ssize_t PyByteArray_GET_SIZE(object o)
