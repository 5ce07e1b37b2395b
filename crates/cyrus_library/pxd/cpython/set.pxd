# Sets: https://docs.python.org/3/c-api/set.html

cdef extern from "Python.h":
    bint PyAnySet_Check(object o)
    bint PyAnySet_CheckExact(object o)
    bint PyFrozenSet_Check(object o)
    bint PyFrozenSet_CheckExact(object o)
    bint PySet_Check(object o)
    object PySet_New(object o)
    object PyFrozenSet_New(object o)
    Py_ssize_t PySet_Size(object anyset) except -1
    Py_ssize_t PySet_GET_SIZE(object o)
    bint PySet_Contains(object anyset, object key) except -1
    int PySet_Add(object set_, object key) except -1
    bint PySet_Discard(object set_, object key) except -1
    object PySet_Pop(object set_)
    int PySet_Clear(object set_)
