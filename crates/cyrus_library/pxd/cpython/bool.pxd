# Truth values: https://docs.python.org/3/c-api/bool.html

ctypedef bool bool

cdef extern from "Python.h":
    bint PyBool_Check(object o)
    object PyBool_FromLong(long value)
