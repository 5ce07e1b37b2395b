# Tuples: https://docs.python.org/3/c-api/tuple.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object o)
    bint PyTuple_CheckExact(object o)
    tuple PyTuple_New(Py_ssize_t size)
    tuple PyTuple_Pack(Py_ssize_t size, ...)
    Py_ssize_t PyTuple_Size(object o) except -1
    Py_ssize_t PyTuple_GET_SIZE(object o)
    tuple PyTuple_GetSlice(object o, Py_ssize_t size, Py_ssize_t size2)
    int PyTuple_SetItem(object o, Py_ssize_t size, object o2) except -1
    void PyTuple_SET_ITEM(object o, Py_ssize_t size, object o2)
    int _PyTuple_Resize(PyObject **arg, Py_ssize_t size) except -1

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyTuple_GetItem(object o, Py_ssize_t size) except NULL
    PyObject *PyTuple_GET_ITEM(object o, Py_ssize_t size)
