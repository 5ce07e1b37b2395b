# Python functions: https://docs.python.org/3/c-api/function.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyFunction_Check(object o)
    object PyFunction_New(object o, object o2)
    int PyFunction_SetDefaults(object o, object o2) except -1
    int PyFunction_SetClosure(object o, object o2) except -1

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyFunction_GetCode(object o) except? NULL
    PyObject *PyFunction_GetGlobals(object o) except? NULL
    PyObject *PyFunction_GetModule(object o) except? NULL
    PyObject *PyFunction_GetDefaults(object o) except? NULL
    PyObject *PyFunction_GetClosure(object o) except? NULL
