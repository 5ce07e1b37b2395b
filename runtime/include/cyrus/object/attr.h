/* Attributes. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_getattr(object o, object name) -> object new | null consumes
 * o.name */
CY_FN PyObject *cy_getattr(PyObject *o, PyObject *name, int own)
{
    getattrofunc get = Py_TYPE(o)->tp_getattro;
    PyObject *r = CY_LIKELY(get != NULL) ? get(o, name) : PyObject_GetAttr(o, name);
    CY_OWN2(o, name);
    return r;
}

/* @op cy_setattr(object o, object name, object v) -> int | neg consumes
 * o.name = v */
CY_FN int cy_setattr(PyObject *o, PyObject *name, PyObject *v, int own)
{
    int r = PyObject_SetAttr(o, name, v);
    CY_OWN3(o, name, v);
    return r;
}

/* @op cy_delattr(object o, object name) -> int | neg consumes
 * del o.name */
CY_FN int cy_delattr(PyObject *o, PyObject *name, int own)
{
    int r = PyObject_SetAttr(o, name, NULL);
    CY_OWN2(o, name);
    return r;
}

/* @op cy_findattr(object o, object name, out object found) -> int | neg
 * Looks for o.name: 1 and a new reference, 0 and NULL if there is none (no exception is left), -1 for other errors. */
CY_FN int cy_findattr(PyObject *o, PyObject *name, PyObject **found)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyObject_GetOptionalAttr(o, name, found);
#else
    if ((*found = PyObject_GetAttr(o, name))) return 1;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
#endif
}

/* @op cy_hasattr(object o, object name) -> int | neg consumes
 * hasattr(o, name) */
CY_FN int cy_hasattr(PyObject *o, PyObject *name, int own)
{
    PyObject *found = NULL;
    int r = -1;
    if (PyUnicode_Check(name)) r = cy_findattr(o, name, &found);
    else PyErr_SetString(PyExc_TypeError, "hasattr(): attribute name must be string");
    Py_XDECREF(found);
    CY_OWN2(o, name);
    return r;
}

/* @op cy_getattr_default(object o, object name, object other) -> object new | null consumes
 * getattr(o, name, other) */
CY_FN PyObject *cy_getattr_default(PyObject *o, PyObject *name, PyObject *other, int own)
{
    PyObject *found = NULL;
    if (!PyUnicode_Check(name)) PyErr_SetString(PyExc_TypeError, "getattr(): attribute name must be string");
    else if (!cy_findattr(o, name, &found)) found = cy_ref(other);
    CY_OWN3(o, name, other);
    return found;
}
