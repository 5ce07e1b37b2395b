/* Calls with *args and **kwargs. */
#pragma once
#include "cyrus/core/prelude.h"

/* How CPython names a function in such errors: "module.name()", without the module for builtins. */
CY_RARE PyObject *cy_function_text(PyObject *f)
{
    PyObject *m = NULL, *r = NULL, *q = PyObject_GetAttrString(f, "__qualname__");
    if (q && (m = PyObject_GetAttrString(f, "__module__")) && PyUnicode_Check(m) && PyUnicode_CompareWithASCIIString(m, "builtins"))
        r = PyUnicode_FromFormat("%S.%S()", m, q);
    else if (q) r = PyUnicode_FromFormat("%S()", q);
    PyErr_Clear();
    Py_XDECREF(m);
    Py_XDECREF(q);
    return r ? r : PyObject_Str(f);
}

/* @op cy_call_tuple(object f, object args) -> object new | null consumes
 * f(*args), args being a tuple. */
CY_FN PyObject *cy_call_tuple(PyObject *f, PyObject *args, int own)
{
    PyObject *r = PyObject_Call(f, args, NULL);
    CY_OWN2(f, args);
    return r;
}

/* @op cy_call_dict(object f, object args, object kwargs) -> object new | null consumes
 * f(*args, **kwargs), a tuple and a dict. */
CY_FN PyObject *cy_call_dict(PyObject *f, PyObject *args, PyObject *kwargs, int own)
{
    PyObject *r = PyObject_Call(f, args, kwargs);
    CY_OWN3(f, args, kwargs);
    return r;
}

/* @op cy_star_tuple(object f, object a) -> object new | null
 * The tuple to be passed for *a in a call of f. */
CY_FN PyObject *cy_star_tuple(PyObject *f, PyObject *a)
{
    PyObject *r, *text;
    if (PyTuple_CheckExact(a)) return cy_ref(a);
    if ((r = PySequence_Tuple(a))) return r;
    if (PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(a)->tp_iter && !PySequence_Check(a)) {
        PyErr_Clear();
        if ((text = cy_function_text(f))) PyErr_Format(PyExc_TypeError, "%U argument after * must be an iterable, not %.200s", text, Py_TYPE(a)->tp_name);
        Py_XDECREF(text);
    }
    return NULL;
}

/* Why **m could not be added to the keywords of a call of f: the exception is made that CPython makes. */
CY_RARE int cy_kwargs_fail(PyObject *f, PyObject *m)
{
    PyObject *t, *v, *b, *text, *key;
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        if ((text = cy_function_text(f))) PyErr_Format(PyExc_TypeError, "%U argument after ** must be a mapping, not %.200s", text, Py_TYPE(m)->tp_name);
        Py_XDECREF(text);
    } else if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Fetch(&t, &v, &b);
        PyErr_NormalizeException(&t, &v, &b);
        key = v && PyTuple_Check(((PyBaseExceptionObject *)v)->args) && PyTuple_GET_SIZE(((PyBaseExceptionObject *)v)->args) == 1
            ? cy_ref(PyTuple_GET_ITEM(((PyBaseExceptionObject *)v)->args, 0)) : NULL;
        if (!key) {
            PyErr_Restore(t, v, b);
            return -1;
        }
        Py_XDECREF(t);
        Py_XDECREF(v);
        Py_XDECREF(b);
        if (!PyUnicode_Check(key)) PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        else if ((text = cy_function_text(f))) {
            PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", text, key);
            Py_DECREF(text);
        }
        Py_DECREF(key);
    }
    return -1;
}

/* @op cy_kwargs_merge(object f, object d, object m) -> int | neg
 * Adds **m to the keywords d of a call of f; a key that is there already is a TypeError. */
CY_FN int cy_kwargs_merge(PyObject *f, PyObject *d, PyObject *m)
{
    PyObject *keys, *it, *key, *v;
    int r = 0;
    if (PyDict_CheckExact(m) && !PyDict_GET_SIZE(d)) return PyDict_Update(d, m);
    if (!(keys = PyMapping_Keys(m))) return cy_kwargs_fail(f, m);
    it = PyObject_GetIter(keys);
    Py_DECREF(keys);
    if (!it) return -1;
    while (!r && (key = PyIter_Next(it))) {
        if ((r = PyDict_Contains(d, key)) > 0) {
            PyErr_SetObject(PyExc_KeyError, key);
            r = cy_kwargs_fail(f, m);
        } else if (!r && (v = PyObject_GetItem(m, key))) {
            r = PyDict_SetItem(d, key, v);
            Py_DECREF(v);
        } else {
            r = -1;
        }
        Py_DECREF(key);
    }
    Py_DECREF(it);
    return r || PyErr_Occurred() ? -1 : 0;
}

/* @op cy_kwargs_put(object f, object d, object key, object v) -> int | neg
 * Adds one keyword; one that is there already is a TypeError. */
CY_FN int cy_kwargs_put(PyObject *f, PyObject *d, PyObject *key, PyObject *v)
{
    int r = PyDict_Contains(d, key);
    if (!r) return PyDict_SetItem(d, key, v);
    if (r > 0) {
        PyErr_SetObject(PyExc_KeyError, key);
        cy_kwargs_fail(f, d);
    }
    return -1;
}
