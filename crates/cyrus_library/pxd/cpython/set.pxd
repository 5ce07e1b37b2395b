# Sets: https://docs.python.org/3/c-api/set.html

cdef extern from "Python.h":
    # Which objects.
    bint PyAnySet_Check(object)
    bint PyAnySet_CheckExact(object)
    bint PyFrozenSet_Check(object)
    bint PyFrozenSet_CheckExact(object)
    bint PySet_Check(object)

    # Making.
    object PyFrozenSet_New(object)
    object PySet_New(object)

    # Asking.
    bint PySet_Contains(object, object) except -1
    Py_ssize_t PySet_GET_SIZE(object)
    Py_ssize_t PySet_Size(object) except -1

    # Changing.
    int PySet_Add(object, object) except -1
    int PySet_Clear(object) except -1
    bint PySet_Discard(object, object) except -1
    object PySet_Pop(object)
