# Instances of Python 2's classes; no CPython of today has them.

cdef extern from "Python.h":
    int PyInstance_Check(object)
    object PyInstance_New(object, object, object)
    object PyInstance_NewRaw(object, object)
