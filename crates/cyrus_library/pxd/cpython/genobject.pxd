# Generators: https://docs.python.org/3/c-api/gen.html

cdef extern from "Python.h":
    ctypedef struct PyFrameObject

cdef extern from "Python.h":
    bint PyGen_Check(object o)
    bint PyGen_CheckExact(object o)
    object PyGen_New(PyFrameObject *arg)
    object PyGen_NewWithQualName(PyFrameObject *arg, object name, object qualname)
