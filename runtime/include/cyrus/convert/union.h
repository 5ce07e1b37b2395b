/* Structs and unions from dicts.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_struct_item(object o, object name) -> object new | null cold
 * What the mapping o has for a field of a struct. ValueError if it has nothing; TypeError for what is no mapping. */
CY_RARE PyObject *cy_struct_item(PyObject *o, PyObject *name)
{
    PyObject *v = PyMapping_Check(o) ? PyObject_GetItem(o, name) : NULL;
    if (v) return v;
    if (!PyMapping_Check(o)) PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(o)->tp_name);
    else if (PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", name);
    return NULL;
}

/* @op cy_union_field(object o, object* names, Py_ssize_t n) -> Py_ssize_t | neg cold
 * Which of the n names the mapping o has a value for. ValueError unless it is exactly one; TypeError for what is no mapping. */
CY_RARE Py_ssize_t cy_union_field(PyObject *o, PyObject *const *names, Py_ssize_t n)
{
    Py_ssize_t i, found = -1;
    if (!PyMapping_Check(o)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(o)->tp_name);
        return -1;
    }
    for (i = 0; i < n; i++) {
        PyObject *v = PyObject_GetItem(o, names[i]);
        if (!v) {
            if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
            PyErr_Clear();
            continue;
        }
        Py_DECREF(v);
        if (found >= 0) {
            PyErr_Format(PyExc_ValueError, "More than one union attribute passed: %R and %R", names[found], names[i]);
            return -1;
        }
        found = i;
    }
    if (found < 0) PyErr_SetString(PyExc_ValueError, "No value specified for any of the union attributes");
    return found;
}
