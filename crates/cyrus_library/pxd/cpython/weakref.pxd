# Weak references: https://docs.python.org/3/c-api/weakref.html

from cpython.object cimport PyObject

# What older versions of CPython lack is filled in; the text here is C.
cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_weakref_get_ref PyWeakref_GetRef
    #else
    static inline int cy_weakref_get_ref(PyObject *ref, PyObject **result) {
        PyObject *target = PyWeakref_GetObject(ref);
        *result = NULL;
        if (target == NULL) return -1;
        if (target == Py_None) return 0;
        Py_INCREF(target);
        *result = target;
        return 1;
    }
    #endif
    """
    # 1: alive, and `result` is a new reference; 0: gone, and `result` is NULL.
    int PyWeakref_GetRef "cy_weakref_get_ref"(object ref, PyObject **result) except -1

cdef extern from "Python.h":
    bint PyWeakref_Check(object o)
    bint PyWeakref_CheckRef(object o)
    bint PyWeakref_CheckProxy(object o)
    object PyWeakref_NewRef(object ob, object callback)
    object PyWeakref_NewProxy(object ob, object callback)

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyWeakref_GetObject(object ref) except NULL
    PyObject *PyWeakref_GET_OBJECT(object o)
