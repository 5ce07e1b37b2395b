# Cells, which closures share variables by: https://docs.python.org/3/c-api/cell.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects, and new ones.
    bint PyCell_Check(object)
    object PyCell_New(PyObject *)

    # With a check of the type.
    object PyCell_Get(object)
    int PyCell_Set(object, PyObject *) except? -1

    # Without.
    object PyCell_GET(object)
    void PyCell_SET(object, PyObject *)
