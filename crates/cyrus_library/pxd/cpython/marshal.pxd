# Marshalled data: https://docs.python.org/3/c-api/marshal.html

from libc.stdio cimport FILE

cdef extern from "Python.h":
    const int Py_MARSHAL_VERSION

    void PyMarshal_WriteLongToFile(long n, FILE *arg, int n2)
    void PyMarshal_WriteObjectToFile(object o, FILE *arg, int n)
    bytes PyMarshal_WriteObjectToString(object o, int n)
    long PyMarshal_ReadLongFromFile(FILE *arg) except? -1
    int PyMarshal_ReadShortFromFile(FILE *arg) except? -1
    object PyMarshal_ReadObjectFromFile(FILE *arg)
    object PyMarshal_ReadLastObjectFromFile(FILE *arg)
    object PyMarshal_ReadObjectFromString(const char *text, Py_ssize_t size)
