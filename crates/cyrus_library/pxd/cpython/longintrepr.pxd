# How CPython stores integers, up to Python 3.11: `cpython/longintrepr.h`.

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030B0000
    #include <longintrepr.h>
    #endif
    """

cdef extern from "Python.h":
    ctypedef int sdigit
    ctypedef unsigned int digit

    digit PyLong_MASK, PyLong_BASE
    long PyLong_SHIFT

    ctypedef class __builtin__.py_long [object PyLongObject]:
        cdef digit *ob_digit

    py_long _PyLong_New(Py_ssize_t)
