# Bound methods: https://docs.python.org/3/c-api/method.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyMethod_Check(object o)
    object PyMethod_New(object o, object o2, object o3)

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyMethod_Class(object o) except NULL
    PyObject *PyMethod_GET_CLASS(object o)
    PyObject *PyMethod_Function(object o) except NULL
    PyObject *PyMethod_GET_FUNCTION(object o)
    PyObject *PyMethod_Self(object o) except? NULL
    PyObject *PyMethod_GET_SELF(object o)
