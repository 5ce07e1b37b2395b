# Memory: https://docs.python.org/3/c-api/memory.html. NULL where there is none, without an exception.

cdef extern from "Python.h":
    # Python's own heap for objects.
    void *PyObject_Calloc(size_t, size_t)
    void PyObject_Free(void *)
    void *PyObject_Malloc(size_t)
    void *PyObject_Realloc(void *, size_t)

    # The C library's, which needs no GIL.
    void *PyMem_RawCalloc(size_t, size_t) nogil
    void PyMem_RawFree(void *) nogil
    void *PyMem_RawMalloc(size_t) nogil
    void *PyMem_RawRealloc(void *, size_t) nogil

    # For buffers.
    void *PyMem_Calloc(size_t, size_t)
    void PyMem_Del(void *)
    void PyMem_Free(void *)
    void *PyMem_Malloc(size_t)
    void *PyMem_Realloc(void *, size_t)
