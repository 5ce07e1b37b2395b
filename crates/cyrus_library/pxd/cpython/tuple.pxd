# Tuples: https://docs.python.org/3/c-api/tuple.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects.
    bint PyTuple_Check(object)
    bint PyTuple_CheckExact(object)

    # Making.
    tuple PyTuple_GetSlice(object, Py_ssize_t, Py_ssize_t)
    tuple PyTuple_New(Py_ssize_t)
    tuple PyTuple_Pack(Py_ssize_t, ...)

    # Sizes and items, which are borrowed.
    PyObject *PyTuple_GET_ITEM(object, Py_ssize_t)
    Py_ssize_t PyTuple_GET_SIZE(object)
    PyObject *PyTuple_GetItem(object, Py_ssize_t) except NULL
    Py_ssize_t PyTuple_Size(object) except -1

    # Filling a new one: a reference is taken from the caller.
    int _PyTuple_Resize(PyObject **, Py_ssize_t) except -1
    void PyTuple_SET_ITEM(object, Py_ssize_t, object)
    int PyTuple_SetItem(object, Py_ssize_t, object) except -1
