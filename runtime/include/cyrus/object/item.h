/* o[k] with an object as key. */
#pragma once
#include "cyrus/compat/long.h"

/* KeyError(k), also where k is a tuple. */
CY_RARE void cy_key_error(PyObject *k)
{
    PyObject *t = PyTuple_Pack(1, k);
    if (!t) return;
    PyErr_SetObject(PyExc_KeyError, t);
    Py_DECREF(t);
}

/* @op cy_dict_getitem(object d, object k) -> object new | null consumes
 * d[k] of an exact dict. */
CY_FN PyObject *cy_dict_getitem(PyObject *d, PyObject *k, int own)
{
    PyObject *r = PyDict_GetItemWithError(d, k);
    if (CY_LIKELY(r != NULL)) Py_INCREF(r);
    else if (!PyErr_Occurred()) cy_key_error(k);
    CY_OWN2(d, k);
    return r;
}

/* @op cy_getitem(object o, object k) -> object new | null consumes
 * o[k] */
CY_FN PyObject *cy_getitem(PyObject *o, PyObject *k, int own)
{
    PyObject *r;
    Py_ssize_t i;
    if (PyList_CheckExact(o) && cy_small(k, &i) && (i >= 0 || (i += PyList_GET_SIZE(o)) >= 0) && i < PyList_GET_SIZE(o)) r = cy_ref(PyList_GET_ITEM(o, i));
    else if (PyTuple_CheckExact(o) && cy_small(k, &i) && (i >= 0 || (i += PyTuple_GET_SIZE(o)) >= 0) && i < PyTuple_GET_SIZE(o)) r = cy_ref(PyTuple_GET_ITEM(o, i));
    else if (PyDict_CheckExact(o)) return cy_dict_getitem(o, k, own);
    else r = PyObject_GetItem(o, k);
    CY_OWN2(o, k);
    return r;
}

/* @op cy_setitem(object o, object k, object v) -> int | neg consumes
 * o[k] = v */
CY_FN int cy_setitem(PyObject *o, PyObject *k, PyObject *v, int own)
{
    Py_ssize_t i;
    int r = 0;
    if (PyList_CheckExact(o) && cy_small(k, &i) && (i >= 0 || (i += PyList_GET_SIZE(o)) >= 0) && i < PyList_GET_SIZE(o)) {
        PyObject *old = PyList_GET_ITEM(o, i);
        PyList_SET_ITEM(o, i, cy_ref(v));
        Py_DECREF(old);
    } else if (PyDict_CheckExact(o)) {
        r = PyDict_SetItem(o, k, v);
    } else {
        r = PyObject_SetItem(o, k, v);
    }
    CY_OWN3(o, k, v);
    return r;
}

/* @op cy_delitem(object o, object k) -> int | neg consumes
 * del o[k] */
CY_FN int cy_delitem(PyObject *o, PyObject *k, int own)
{
    int r = PyObject_DelItem(o, k);
    CY_OWN2(o, k);
    return r;
}
