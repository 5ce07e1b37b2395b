# Context variables: https://docs.python.org/3/c-api/contextvars.html

from cpython.object cimport PyObject
from cpython.ref cimport Py_XDECREF

cdef extern from "Python.h":
    # Which objects.
    bint PyContext_CheckExact(object)
    bint PyContextToken_CheckExact(object)
    bint PyContextVar_CheckExact(object)

    # Variables. The default may be NULL; a value is a new reference, or NULL where there is none.
    int PyContextVar_Get(object, PyObject *, PyObject **) except -1
    object PyContextVar_New(const char *, PyObject *)
    int PyContextVar_Reset(object, object) except -1
    object PyContextVar_Set(object, object)

    # Contexts.
    object PyContext_Copy(object)
    object PyContext_CopyCurrent()
    int PyContext_Enter(object) except -1
    int PyContext_Exit(object) except -1
    object PyContext_New()

    # The same with a default that is an object.
    int PyContextVar_Get_with_default "PyContextVar_Get"(object, object, PyObject **) except -1
    object PyContextVar_New_with_default "PyContextVar_New"(const char *, object)


cdef inline object get_value(var, default_value=None):
    # The value, else the variable's own default, else `default_value`.
    cdef PyObject *found = NULL
    PyContextVar_Get(var, NULL, &found)
    if found is NULL:
        return default_value
    value = <object>found
    Py_XDECREF(found)
    return value


cdef inline object get_value_no_default(var, default_value=None):
    # The value, else `default_value`, whatever the variable's own default is.
    cdef PyObject *found = NULL
    PyContextVar_Get(var, <PyObject *>default_value, &found)
    value = <object>found
    Py_XDECREF(found)
    return value
