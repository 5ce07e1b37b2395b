# The sequence protocol: https://docs.python.org/3/c-api/sequence.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Asking.
    bint PySequence_Check(object)
    int PySequence_Contains(object, object) except -1
    int PySequence_Count(object, object) except -1
    Py_ssize_t PySequence_Index(object, object) except -1
    Py_ssize_t PySequence_Length(object) except -1
    Py_ssize_t PySequence_Size(object) except -1

    # A list or tuple of anything; items are borrowed.
    object PySequence_Fast(object, const char *)
    PyObject *PySequence_Fast_GET_ITEM(object, Py_ssize_t)
    Py_ssize_t PySequence_Fast_GET_SIZE(object)
    PyObject **PySequence_Fast_ITEMS(object)

    # Items and slices.
    int PySequence_DelItem(object, Py_ssize_t) except -1
    int PySequence_DelSlice(object, Py_ssize_t, Py_ssize_t) except -1
    object PySequence_GetItem(object, Py_ssize_t)
    object PySequence_GetSlice(object, Py_ssize_t, Py_ssize_t)
    object PySequence_ITEM(object, Py_ssize_t)
    int PySequence_SetItem(object, Py_ssize_t, object) except -1
    int PySequence_SetSlice(object, Py_ssize_t, Py_ssize_t, object) except -1

    # Wholes.
    object PySequence_Concat(object, object)
    object PySequence_InPlaceConcat(object, object)
    object PySequence_InPlaceRepeat(object, Py_ssize_t)
    object PySequence_List(object)
    object PySequence_Repeat(object, Py_ssize_t)
    object PySequence_Tuple(object)
