# The buffer protocol: https://docs.python.org/3/c-api/buffer.html

cdef extern from "Python.h":
    # What a consumer asks for, from little to much.
    enum:
        PyBUF_SIMPLE, PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES, PyBUF_INDIRECT, PyBUF_WRITABLE,
        PyBUF_WRITEABLE
    # The order of the items.
    enum:
        PyBUF_ANY_CONTIGUOUS, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS
    # Several of these at once; `_RO` does not write.
    enum:
        PyBUF_CONTIG, PyBUF_CONTIG_RO, PyBUF_FULL, PyBUF_FULL_RO, PyBUF_RECORDS, PyBUF_RECORDS_RO, PyBUF_STRIDED,
        PyBUF_STRIDED_RO
    # Modes of `PyMemoryView_FromMemory`; the most dimensions; an old bit.
    enum:
        PyBUF_MAX_NDIM, PyBUF_READ, PyBUF_SHADOW, PyBUF_WRITE

cdef extern from "Python.h":
    # Asking for a buffer, giving it back.
    void PyBuffer_Release(Py_buffer *)
    bint PyObject_CheckBuffer(object)
    int PyObject_GetBuffer(object, Py_buffer *, int) except -1

    # Answering for one.
    void PyBuffer_FillContiguousStrides(int, Py_ssize_t *, Py_ssize_t *, Py_ssize_t, char)
    int PyBuffer_FillInfo(Py_buffer *, object, void *, Py_ssize_t, int, int) except -1

    # Positions and copies.
    int PyBuffer_FromContiguous(const Py_buffer *, const void *, Py_ssize_t, char) except -1
    void *PyBuffer_GetPointer(const Py_buffer *, Py_ssize_t *)
    bint PyBuffer_IsContiguous(const Py_buffer *, char)
    Py_ssize_t PyBuffer_SizeFromFormat(const char *) except -1
    int PyBuffer_ToContiguous(void *, const Py_buffer *, Py_ssize_t, char) except -1
    int PyObject_CopyData(object, object) except -1
    int PyObject_CopyToObject(object, void *, Py_ssize_t, char) except -1
    object PyObject_Format(object, object)
