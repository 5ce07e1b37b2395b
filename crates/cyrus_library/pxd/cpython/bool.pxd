# Truth values: https://docs.python.org/3/c-api/bool.html

cdef extern from "Python.h":
    ctypedef class __builtin__.bool [object PyLongObject]:
        pass

cdef extern from "Python.h":
    bint PyBool_Check(object)
    object PyBool_FromLong(long)
