# Reference counts: https://docs.python.org/3/c-api/refcounting.html

from cpython.object cimport PyObject, PyTypeObject

cdef extern from "Python.h":
    PyTypeObject *Py_TYPE(object o)
    void Py_INCREF(object o)
    void Py_XINCREF(PyObject *o)
    void Py_DECREF(object o)
    void Py_XDECREF(PyObject *o)
    void Py_CLEAR(PyObject *o)
    Py_ssize_t Py_REFCNT(object o)
    Py_ssize_t _Py_REFCNT "Py_REFCNT"(PyObject *o)
    int PyUnstable_Object_EnableDeferredRefcount(object o)
    int PyUnstable_Object_IsUniqueReferencedTemporary(object o)
    int PyUnstable_IsImmortal(object o)
    void PyUnstable_EnableTryIncRef(object o)
    bint PyUnstable_TryIncRef(PyObject *o)
    int PyUnstable_Object_IsUniquelyReferenced(object o)
