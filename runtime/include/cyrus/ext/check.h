/* Whether an object has the type that a variable or an argument is declared to have. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_is_a(object o, object type) -> int | never pure
 * Whether o is an instance of an extension type, by its real type. */
CY_INLINE int cy_is_a(PyObject *o, PyObject *type)
{
    return Py_TYPE(o) == (PyTypeObject *)type || PyType_IsSubtype(Py_TYPE(o), (PyTypeObject *)type);
}

CY_RARE int cy_wrong_type(PyObject *o, PyObject *type)
{
    PyErr_Format(PyExc_TypeError, "Cannot convert %.200s to %.200s", Py_TYPE(o)->tp_name, ((PyTypeObject *)type)->tp_name);
    return -1;
}
/* @op cy_check_type(object o, object type) -> int | neg
 * TypeError unless o is None or an instance of the extension type. */
CY_INLINE int cy_check_type(PyObject *o, PyObject *type)
{
    return CY_LIKELY(o == Py_None || cy_is_a(o, type)) ? 0 : cy_wrong_type(o, type);
}

CY_RARE int cy_wrong_builtin(PyObject *o, PyObject *type)
{
    PyErr_Format(PyExc_TypeError, "Expected %.200s, got %.200s", ((PyTypeObject *)type)->tp_name, Py_TYPE(o)->tp_name);
    return -1;
}
/* @op cy_check_kind(object o, object type) -> int | neg
 * TypeError unless o is None or an instance of the builtin type, which others derive from (type, exceptions). */
CY_INLINE int cy_check_kind(PyObject *o, PyObject *type)
{
    return CY_LIKELY(o == Py_None || cy_is_a(o, type)) ? 0 : cy_wrong_builtin(o, type);
}
/* @op cy_check_builtin(object o, object type) -> int | neg
 * TypeError unless o is None or exactly of the builtin type. */
CY_INLINE int cy_check_builtin(PyObject *o, PyObject *type)
{
    return CY_LIKELY((PyObject *)Py_TYPE(o) == type || o == Py_None) ? 0 : cy_wrong_builtin(o, type);
}

/* The slow part of cy_check_arg. */
CY_RARE int cy_wrong_arg(PyObject *o, PyObject *type, const char *name, int how)
{
    if (!(how & 2) && !(how & 4) && PyType_IsSubtype(Py_TYPE(o), (PyTypeObject *)type)) return 0;
    if (how & 4) PyErr_Format(PyExc_TypeError, "Argument '%.200s' must not be None", name);
    else PyErr_Format(PyExc_TypeError, "Argument '%.200s' has incorrect type (expected %.200s, got %.200s)", name, ((PyTypeObject *)type)->tp_name, Py_TYPE(o)->tp_name);
    return -1;
}
/* @op cy_check_arg(object o, object type, const char *name, int how) -> int | neg
 * TypeError unless the argument of this name is an instance. how: 1 None is allowed, 2 the type must be exact, 4 it is a plain object
 * that must not be None (the type is object). */
CY_INLINE int cy_check_arg(PyObject *o, PyObject *type, const char *name, int how)
{
    if (CY_LIKELY((PyObject *)Py_TYPE(o) == type || ((how & 1) && o == Py_None) || ((how & 4) && o != Py_None))) return 0;
    return cy_wrong_arg(o, type, name, how);
}

/* @op cy_none_attr(const char *name) -> int | neg cold
 * AttributeError for a C attribute of None. Always -1. */
CY_RARE int cy_none_attr(const char *name)
{
    PyErr_Format(PyExc_AttributeError, "'NoneType' object has no attribute '%.30s'", name);
    return -1;
}
/* @op cy_none_text(const char *text) -> int | neg cold nogil
 * TypeError for an operation on None, such as "'NoneType' object is not subscriptable"; takes the GIL. Always -1. */
CY_RARE int cy_none_text(const char *text)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_SetString(PyExc_TypeError, text);
    PyGILState_Release(g);
    return -1;
}
/* @op cy_none_attr_nogil(const char *name) -> int | neg cold nogil
 */
CY_RARE int cy_none_attr_nogil(const char *name)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_none_attr(name);
    PyGILState_Release(g);
    return -1;
}
