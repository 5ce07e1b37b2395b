# Memory: https://docs.python.org/3/c-api/memory.html

cdef extern from "Python.h":
    void *PyMem_Malloc(size_t size)
    void *PyMem_Calloc(size_t nelem, size_t elsize)
    void *PyMem_Realloc(void *ptr, size_t new_size)
    void PyMem_Free(void *ptr)
    void PyMem_Del(void *block)
    void *PyObject_Malloc(size_t size)
    void *PyObject_Calloc(size_t nelem, size_t elsize)
    void *PyObject_Realloc(void *ptr, size_t new_size)
    void PyObject_Free(void *ptr)

cdef extern from "Python.h" nogil:
    void *PyMem_RawMalloc(size_t size)
    void *PyMem_RawCalloc(size_t nelem, size_t elsize)
    void *PyMem_RawRealloc(void *ptr, size_t new_size)
    void PyMem_RawFree(void *ptr)
