# Reference counts: https://docs.python.org/3/c-api/refcounting.html

from cpython.object cimport PyObject, PyTypeObject, Py_TYPE

cdef extern from "Python.h":
    # Objects.
    void Py_DECREF(object)
    void Py_INCREF(object)
    Py_ssize_t Py_REFCNT(object)

    # Pointers, which may be NULL.
    void Py_CLEAR(PyObject *)
    void Py_XDECREF(PyObject *)
    void Py_XINCREF(PyObject *)

    # How many there are, and who may share them (Python 3.14).
    Py_ssize_t _Py_REFCNT(PyObject *)
    void PyUnstable_EnableTryIncRef(object)
    int PyUnstable_IsImmortal(object)
    int PyUnstable_Object_EnableDeferredRefcount(object)
    int PyUnstable_Object_IsUniquelyReferenced(object)
    int PyUnstable_Object_IsUniqueReferencedTemporary(object)
    bint PyUnstable_TryIncRef(PyObject *)
