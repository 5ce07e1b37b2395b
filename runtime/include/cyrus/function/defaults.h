/* Defaults of arguments, which may be changed from outside while calls run that have borrowed them.
 * @cold */
#pragma once
#include "cyrus/function/def.h"

/* *slot = v; the old object stays until the function goes. 0, or -1. */
CY_RARE int cy_function_keep(cy_func *f, PyObject **slot, PyObject *v)
{
    if (*slot) {
        PyObject *t = PyTuple_Pack(2, *slot, f->old ? f->old : Py_None);
        if (!t) return -1;
        Py_XDECREF(f->old);
        f->old = t;
    }
    Py_XINCREF(v);
    Py_XDECREF(*slot);
    *slot = v;
    return 0;
}

/* __kwdefaults__ was handed out and may have been changed: kwvals is made again if so. 0, or -1. */
CY_RARE int cy_kwdefaults_again(cy_func *f)
{
    const cy_def *d = f->def;
    int i, same = f->kwvals != NULL;
    PyObject *v, *now = PyTuple_New(d->nkwonly);
    if (!now) return -1;
    for (i = 0; i < d->nkwonly; i++) {
        v = PyDict_GetItemWithError(f->kwdict, CY_ARG_NAME(d, d->npos + i));
        if (!v) {
            if (PyErr_Occurred()) { Py_DECREF(now); return -1; }
            v = CY_NO_DEFAULT;
        }
        same = same && PyTuple_GET_ITEM(f->kwvals, i) == v;
        PyTuple_SET_ITEM(now, i, cy_ref(v));
    }
    i = same ? 0 : cy_function_keep(f, &f->kwvals, now);
    Py_DECREF(now);
    return i;
}

/* The value of __kwdefaults__, borrowed: a dict made at first use, or None. NULL on error. */
CY_RARE PyObject *cy_kwdefaults(cy_func *f)
{
    const cy_def *d = f->def;
    int i;
    if (!f->kwdict && f->kwvals) {
        PyObject *dict = PyDict_New();
        for (i = 0; dict && i < d->nkwonly; i++) {
            PyObject *v = PyTuple_GET_ITEM(f->kwvals, i);
            if (v != CY_NO_DEFAULT && PyDict_SetItem(dict, CY_ARG_NAME(d, d->npos + i), v)) Py_CLEAR(dict);
        }
        if (!dict) return NULL;
        f->kwdict = dict;
    }
    return f->kwdict ? f->kwdict : Py_None;
}
