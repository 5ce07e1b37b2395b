# Cells: https://docs.python.org/3/c-api/cell.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyCell_Check(object o)
    object PyCell_New(PyObject *o)
    object PyCell_Get(object o)
    object PyCell_GET(object o)
    int PyCell_Set(object o, PyObject *o2) except? -1
    void PyCell_SET(object o, PyObject *o2)
