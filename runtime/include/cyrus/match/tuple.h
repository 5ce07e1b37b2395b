/* Patterns with sub-patterns: what they found as a tuple, or None if they do not match. */
#pragma once
#include "cyrus/match/match.h"

/* @op cy_match_keys_tuple(object m, object keys) -> object new | null
 * The values of the keys (a tuple), or None if one is missing. */
CY_FN PyObject *cy_match_keys_tuple(PyObject *m, PyObject *keys)
{
    Py_ssize_t n = PyTuple_GET_SIZE(keys);
    PyObject *r = PyTuple_New(n);
    int found = r ? cy_match_keys(m, &PyTuple_GET_ITEM(keys, 0), n, &PyTuple_GET_ITEM(r, 0)) : -1;
    if (found > 0) return r;
    Py_XDECREF(r);
    return found ? NULL : cy_ref(Py_None);
}

/* @op cy_match_rest_tuple(object m, object keys) -> object new | null
 * A dict of the mapping without the keys (a tuple). */
CY_FN PyObject *cy_match_rest_tuple(PyObject *m, PyObject *keys)
{
    return cy_match_rest(m, &PyTuple_GET_ITEM(keys, 0), PyTuple_GET_SIZE(keys));
}

/* @op cy_match_class_tuple(object o, object cls, Py_ssize_t positional, object names) -> object new | null
 * The attributes for all sub-patterns, or None if o does not match. */
CY_FN PyObject *cy_match_class_tuple(PyObject *o, PyObject *cls, Py_ssize_t positional, PyObject *names)
{
    PyObject *r = PyTuple_New(positional + PyTuple_GET_SIZE(names));
    int found = r ? cy_match_class(o, cls, positional, names, &PyTuple_GET_ITEM(r, 0)) : -1;
    if (found > 0) return r;
    Py_XDECREF(r);
    return found ? NULL : cy_ref(Py_None);
}
