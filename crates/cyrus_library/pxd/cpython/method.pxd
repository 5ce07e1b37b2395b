# Bound methods: https://docs.python.org/3/c-api/method.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects, and new ones.
    bint PyMethod_Check(object)
    object PyMethod_New(object, object)

    # Parts, borrowed, without a check.
    PyObject *PyMethod_GET_CLASS(object)
    PyObject *PyMethod_GET_FUNCTION(object)
    PyObject *PyMethod_GET_SELF(object)

    # Parts, borrowed. A class is of Python 2.
    PyObject *PyMethod_Class(object) except NULL
    PyObject *PyMethod_Function(object) except NULL
    PyObject *PyMethod_Self(object) except? NULL
