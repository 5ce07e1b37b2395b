# Weak references: https://docs.python.org/3/c-api/weakref.html

from cpython.object cimport PyObject

cdef extern from *:
    """
    #if PY_VERSION_HEX >= 0x030D0000
    #define cy_lib_weakref_get_ref PyWeakref_GetRef
    #else
    static inline int cy_lib_weakref_get_ref(PyObject *ref, PyObject **result) {
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
    int PyWeakref_GetRef "cy_lib_weakref_get_ref"(object ref, PyObject **result) except -1

cdef extern from "Python.h":
    # Which objects.
    bint PyWeakref_Check(object)
    bint PyWeakref_CheckProxy(object)
    bint PyWeakref_CheckRef(object)

    # Making.
    object PyWeakref_NewProxy(object, object)
    object PyWeakref_NewRef(object, object)

    # What is referred to, borrowed: None where it is gone. (Up to Python 3.14.)
    PyObject *PyWeakref_GET_OBJECT(object)
    PyObject *PyWeakref_GetObject(object) except NULL
