# Python functions: https://docs.python.org/3/c-api/function.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects, and new ones.
    bint PyFunction_Check(object)
    object PyFunction_New(object, object)

    # Parts, borrowed; NULL where there is none.
    PyObject *PyFunction_GetClosure(object) except? NULL
    PyObject *PyFunction_GetCode(object) except? NULL
    PyObject *PyFunction_GetDefaults(object) except? NULL
    PyObject *PyFunction_GetGlobals(object) except? NULL
    PyObject *PyFunction_GetModule(object) except? NULL

    # Setting parts.
    int PyFunction_SetClosure(object, object) except -1
    int PyFunction_SetDefaults(object, object) except -1
