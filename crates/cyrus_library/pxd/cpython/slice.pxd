# Slices: https://docs.python.org/3/c-api/slice.html

cdef extern from "Python.h":
    # Which objects, and new ones.
    bint PySlice_Check(object)
    slice PySlice_New(object, object, object)

    # Into indices.
    Py_ssize_t PySlice_AdjustIndices(Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t)
    int PySlice_GetIndices(object, Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *) except? -1
    int PySlice_GetIndicesEx(
        object, Py_ssize_t, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *) except -1
    int PySlice_Unpack(object, Py_ssize_t *, Py_ssize_t *, Py_ssize_t *) except -1
