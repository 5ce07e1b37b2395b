/* Loops over a dict: its keys, values or items, as `for k in d`, `d.values()`, `d.items()`.
 *
 * An exact dict is walked in place (size >= 0). Anything else gives an iterator over what the method returns, and
 * size is -1. */
#pragma once
#include "cyrus/object/iter.h"
#include "cyrus/object/unpack.h"

enum { CY_KEYS = 1, CY_VALUES = 2 };

/* @op cy_dict_iter(object d, object method, out Py_ssize_t size, out Py_ssize_t position) -> object new | null
 * The dict itself, or an iterator; method is the name to be called on what is no exact dict (None: iter(d)). */
CY_FN PyObject *cy_dict_iter(PyObject *d, PyObject *method, Py_ssize_t *size, Py_ssize_t *position)
{
    PyObject *r, *it, *v[2] = {NULL, d};
    *position = 0;
    if (PyDict_CheckExact(d)) {
        *size = PyDict_GET_SIZE(d);
        return cy_ref(d);
    }
    *size = -1;
    if (method == Py_None) return PyObject_GetIter(d);
    if (!(r = PyObject_VectorcallMethod(method, v + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL))) return NULL;
    it = PyObject_GetIter(r);
    Py_DECREF(r);
    return it;
}

/* @op cy_dict_next(object it, Py_ssize_t size, inout Py_ssize_t position, int what, out object key, out object value) -> int | neg
 * 1 and what was asked for (CY_KEYS, CY_VALUES or both), 0 at the end. RuntimeError if the dict has changed its size. */
CY_FN int cy_dict_next(PyObject *it, Py_ssize_t size, Py_ssize_t *position, int what, PyObject **key, PyObject **value)
{
    PyObject *k, *v, *pair[2];
    *key = *value = NULL;
    if (size >= 0) {
        if (CY_UNLIKELY(PyDict_GET_SIZE(it) != size)) return PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration"), -1;
        if (!PyDict_Next(it, position, &k, &v)) return 0;
        if (what & CY_KEYS) *key = cy_ref(k);
        if (what & CY_VALUES) *value = cy_ref(v);
        return 1;
    }
    if (!(k = Py_TYPE(it)->tp_iternext(it))) return cy_stopped();
    if (what == CY_KEYS) *key = k;
    else if (what == CY_VALUES) *value = k;
    else {
        if (cy_unpack(k, 2, pair, 1)) return -1;
        *key = pair[0];
        *value = pair[1];
    }
    return 1;
}
