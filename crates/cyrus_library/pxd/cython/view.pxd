# Classes of the runtime that `cython.view` offers.
#
#     from cython.view cimport array
#     cdef array a = array((3, 4), sizeof(int), "i")      # memory of its own
#     cdef int[:, :] v = <int[:3, :4]>pointer             # memory of another owner

cdef extern from *:
    ctypedef class cython.view.array [object cy_array, type cy_array_class]:
        cdef char *data
        cdef Py_ssize_t len "bytes"
        cdef int ndim "rank"
        cdef void (*callback_free_data)(void *data) noexcept
        cdef bint free_data
        cdef Py_ssize_t *_shape "n"
        cdef Py_ssize_t *_strides "s"
        cdef Py_ssize_t itemsize "size"
        cdef bint dtype_is_object "objects"
