/* Python methods that stand in the place of cpdef ones. */
#pragma once
#include "cyrus/core/prelude.h"

/* The slow part of cy_find_override: a subclass, or an instance with a dict. */
CY_FN PyObject *cy_find_override_of(PyObject *self, PyObject *type, PyObject *name)
{
    PyTypeObject *t = Py_TYPE(self);
    PyObject *own = _PyType_Lookup((PyTypeObject *)type, name), *r;
    int has_dict = t->tp_dictoffset != 0;
#ifdef Py_TPFLAGS_MANAGED_DICT
    has_dict |= (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0;
#endif
    if (!has_dict && _PyType_Lookup(t, name) == own) return NULL;
    if (has_dict && _PyType_Lookup(t, name) == own) {
        PyObject *d = PyObject_GenericGetDict(self, NULL);
        r = d ? PyDict_GetItemWithError(d, name) : NULL;
        Py_XINCREF(r);
        Py_XDECREF(d);
        PyErr_Clear();
        return r;
    }
    r = PyObject_GetAttr(self, name);
    if (!r) PyErr_Clear();
    return r;
}

/* @op cy_find_override(object self, object type, object name) -> object new | never
 * What a subclass or the instance has put in the place of a cpdef method of this extension type, bound; NULL, without an
 * exception, if nothing. */
CY_INLINE PyObject *cy_find_override(PyObject *self, PyObject *type, PyObject *name)
{
    if (CY_LIKELY((PyObject *)Py_TYPE(self) == type && !((PyTypeObject *)type)->tp_dictoffset)) return NULL;
    return cy_find_override_of(self, type, name);
}
