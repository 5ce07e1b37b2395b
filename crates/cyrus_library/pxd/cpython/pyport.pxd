# Integers of a known size, and the limits of `Py_ssize_t`: `pyport.h`.

cdef extern from "Python.h":
    const Py_ssize_t PY_SSIZE_T_MIN, PY_SSIZE_T_MAX

    ctypedef unsigned int uint32_t
    ctypedef int int32_t
    ctypedef unsigned int uint64_t
    ctypedef int int64_t
