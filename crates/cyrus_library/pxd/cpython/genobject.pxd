# Generators: https://docs.python.org/3/c-api/gen.html

from cpython.pystate cimport PyFrameObject

cdef extern from "Python.h":
    # Which objects.
    bint PyGen_Check(object)
    bint PyGen_CheckExact(object)

    # From a frame, whose reference is taken.
    object PyGen_New(PyFrameObject *)
    object PyGen_NewWithQualName(PyFrameObject *, object, object)
