# The buffer protocol: https://docs.python.org/3/c-api/buffer.html. `Py_buffer` needs no declaration.

cdef extern from "Python.h":
    enum:
        PyBUF_MAX_NDIM, PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_WRITEABLE, PyBUF_FORMAT, PyBUF_ND,
        PyBUF_STRIDES, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS, PyBUF_ANY_CONTIGUOUS, PyBUF_INDIRECT,
        PyBUF_CONTIG, PyBUF_CONTIG_RO, PyBUF_STRIDED, PyBUF_STRIDED_RO, PyBUF_RECORDS, PyBUF_RECORDS_RO,
        PyBUF_FULL, PyBUF_FULL_RO, PyBUF_READ, PyBUF_WRITE, PyBUF_SHADOW

    bint PyObject_CheckBuffer(object obj)
    int PyObject_GetBuffer(object obj, Py_buffer *view, int flags) except -1
    void PyBuffer_Release(Py_buffer *view)
    void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices)
    Py_ssize_t PyBuffer_SizeFromFormat(char *format)
    int PyBuffer_ToContiguous(void *buf, Py_buffer *view, Py_ssize_t len_, char order)
    int PyBuffer_FromContiguous(Py_buffer *view, void *buf, Py_ssize_t len_, char order)
    int PyObject_CopyToObject(object o, void *block, Py_ssize_t size, char arg) except -1
    int PyObject_CopyData(object dest, object src) except -1
    bint PyBuffer_IsContiguous(Py_buffer *view, char fort)
    void PyBuffer_FillContiguousStrides(
        int ndims, Py_ssize_t *shape, Py_ssize_t *strides, Py_ssize_t itemsize, char fort)
    int PyBuffer_FillInfo(
        Py_buffer *view, object o, void *buf, Py_ssize_t len_, int readonly, int flags) except -1
    object PyObject_Format(object obj, object format_spec)
