# Instances of old-style classes, which Python 3 does not have: the names stand here for old sources.

cdef extern from "Python.h":
    int PyInstance_Check(object o)
    object PyInstance_New(object o, object o2, object o3)
    object PyInstance_NewRaw(object o, object o2)
