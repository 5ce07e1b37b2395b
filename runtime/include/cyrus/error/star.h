/* except* (PEP 654), on Python 3.11 and later.
 *
 * The statement takes the exception (cy_catch) and keeps in a list [exception, what is left of it, what clauses raised ...]
 * how far it is: cy_star_begin; for each clause cy_star_match and cy_star_raised; at the end cy_star_end.
 * @cold */
#pragma once
#include "cyrus/compat/error.h"

/* The part of e that `except* types` handles: 1, and it and what is left (None if nothing is); 0 if nothing matches. A naked
 * exception that matches is wrapped into a group. */
CY_RARE int cy_star_split(PyObject *e, PyObject *types, PyObject **matched, PyObject **rest)
{
#if PY_VERSION_HEX >= 0x030B0000
    PyObject *pair, *eg, *args;
    Py_ssize_t i, n = PyTuple_Check(types) ? PyTuple_GET_SIZE(types) : 1;
    *matched = *rest = NULL;
    for (i = 0; i < n; i++) {
        PyObject *t = PyTuple_Check(types) ? PyTuple_GET_ITEM(types, i) : types;
        if (!PyExceptionClass_Check(t)) return PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed"), -1;
        if (PyType_IsSubtype((PyTypeObject *)t, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
            PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
            return -1;
        }
    }
    if (e == Py_None) return 0;
    if (PyErr_GivenExceptionMatches(e, types)) {
        if (PyObject_TypeCheck(e, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
            *matched = cy_ref(e);
        } else {
            if (!(eg = PyTuple_Pack(1, e))) return -1;
            args = Py_BuildValue("(sO)", "", eg);
            Py_DECREF(eg);
            *matched = args ? PyObject_CallObject(PyExc_BaseExceptionGroup, args) : NULL;
            Py_XDECREF(args);
            if (!*matched) return -1;
            if ((args = PyException_GetTraceback(e))) {
                PyException_SetTraceback(*matched, args);
                Py_DECREF(args);
            }
        }
        *rest = cy_ref(Py_None);
        return 1;
    }
    if (!PyObject_TypeCheck(e, (PyTypeObject *)PyExc_BaseExceptionGroup)) return 0;
    if (!(pair = PyObject_CallMethod(e, "split", "(O)", types))) return -1;
    if (!PyTuple_CheckExact(pair) || PyTuple_GET_SIZE(pair) < 2) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple", Py_TYPE(e)->tp_name);
        Py_DECREF(pair);
        return -1;
    }
    if (PyTuple_GET_ITEM(pair, 0) == Py_None) {
        Py_DECREF(pair);
        return 0;
    }
    *matched = cy_ref(PyTuple_GET_ITEM(pair, 0));
    *rest = cy_ref(PyTuple_GET_ITEM(pair, 1));
    Py_DECREF(pair);
    return 1;
#else
    (void)e;
    (void)types;
    *matched = *rest = NULL;
    PyErr_SetString(PyExc_RuntimeError, "except* needs Python 3.11");
    return -1;
#endif
}

#if PY_VERSION_HEX >= 0x030B0000
/* Whether an exception in the list is a part of the original one: it has its traceback, cause and context. */
CY_RARE int cy_star_same(PyObject *a, PyObject *b)
{
    PyBaseExceptionObject *x = (PyBaseExceptionObject *)a, *y = (PyBaseExceptionObject *)b;
    return x->notes == y->notes && x->traceback == y->traceback && x->cause == y->cause && x->context == y->context;
}
/* The leaves of a group (or a naked exception) into a set of ids. 0 or -1. */
CY_RARE int cy_star_leaves(PyObject *e, PyObject *ids)
{
    PyObject *x, *list;
    Py_ssize_t i;
    int r = 0;
    if (e == Py_None) return 0;
    if (!PyObject_TypeCheck(e, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
        x = PyLong_FromVoidPtr((void *)e);
        r = x ? PySet_Add(ids, x) : -1;
        Py_XDECREF(x);
        return r;
    }
    if (!(list = PyObject_GetAttrString(e, "exceptions"))) return -1;
    for (i = 0; !r && i < PyTuple_GET_SIZE(list); i++) r = cy_star_leaves(PyTuple_GET_ITEM(list, i), ids);
    Py_DECREF(list);
    return r;
}
/* The part of e whose leaves are in the set, keeping the shape; None if there is none. A new reference. */
CY_RARE PyObject *cy_star_project(PyObject *e, PyObject *ids)
{
    PyObject *x, *list, *kept, *r = NULL;
    Py_ssize_t i;
    int c;
    if (!PyObject_TypeCheck(e, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
        if (!(x = PyLong_FromVoidPtr((void *)e))) return NULL;
        c = PySet_Contains(ids, x);
        Py_DECREF(x);
        return c < 0 ? NULL : cy_ref(c ? e : Py_None);
    }
    if (!(list = PyObject_GetAttrString(e, "exceptions"))) return NULL;
    if ((kept = PyList_New(0))) {
        for (i = 0; i < PyTuple_GET_SIZE(list); i++) {
            x = cy_star_project(PyTuple_GET_ITEM(list, i), ids);
            c = !x || (x != Py_None && PyList_Append(kept, x));
            Py_XDECREF(x);
            if (c) break;
        }
        if (i == PyTuple_GET_SIZE(list)) r = PyList_GET_SIZE(kept) ? PyObject_CallMethod(e, "derive", "(O)", kept) : cy_ref(Py_None);
        Py_DECREF(kept);
    }
    Py_DECREF(list);
    if (r && r != Py_None) {
        if ((x = PyException_GetTraceback(e))) { PyException_SetTraceback(r, x); Py_DECREF(x); }
        PyException_SetContext(r, PyException_GetContext(e));
        PyException_SetCause(r, PyException_GetCause(e));
    }
    return r;
}
#endif

/* What a try statement with except* raises at its end: None for nothing. e is the exception it had, raised the list of what
 * clauses raised and of what no clause handled. */
CY_RARE PyObject *cy_star_rest(PyObject *e, PyObject *raised)
{
#if PY_VERSION_HEX >= 0x030B0000
    PyObject *ids, *out, *args, *r = NULL, *x;
    Py_ssize_t i, n = PyList_GET_SIZE(raised);
    if (!PyObject_TypeCheck(e, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
        for (i = 0; i < n; i++)
            if (PyList_GET_ITEM(raised, i) != Py_None) return cy_ref(PyList_GET_ITEM(raised, i));
        return cy_ref(Py_None);
    }
    ids = PySet_New(NULL);
    out = PyList_New(0);
    for (i = 0; ids && out && i < n; i++) {
        x = PyList_GET_ITEM(raised, i);
        if (x == Py_None) continue;
        if (cy_star_same(x, e) ? cy_star_leaves(x, ids) : PyList_Append(out, x)) break;
    }
    if (ids && out && i == n) {
        x = PySet_GET_SIZE(ids) ? cy_star_project(e, ids) : cy_ref(Py_None);
        if (x && (x == Py_None || !PyList_GET_SIZE(out) || !PyList_Insert(out, PyList_GET_SIZE(out), x))) {
            if (!PyList_GET_SIZE(out)) r = cy_ref(x);
            else if (PyList_GET_SIZE(out) == 1) r = cy_ref(PyList_GET_ITEM(out, 0));
            else {
                args = Py_BuildValue("(sO)", "", out);
                r = args ? PyObject_CallObject(PyExc_BaseExceptionGroup, args) : NULL;
                Py_XDECREF(args);
            }
        }
        Py_XDECREF(x);
    }
    Py_XDECREF(ids);
    Py_XDECREF(out);
    return r;
#else
    (void)raised;
    return cy_ref(e);
#endif
}

/* @op cy_star_begin(object e) -> object new | null cold
 */
CY_RARE PyObject *cy_star_begin(PyObject *e)
{
    PyObject *r = PyList_New(2);
    if (!r) return NULL;
    PyList_SET_ITEM(r, 0, cy_ref(e));
    PyList_SET_ITEM(r, 1, cy_ref(e));
    return r;
}
/* @op cy_star_match(object state, object types) -> object new | null cold
 * The part of the exception for the clause `except* types`, or None. */
CY_RARE PyObject *cy_star_match(PyObject *state, PyObject *types)
{
    PyObject *part, *rest;
    int c = cy_star_split(PyList_GET_ITEM(state, 1), types, &part, &rest);
    if (c <= 0) return c ? NULL : cy_ref(Py_None);
    return PyList_SetItem(state, 1, rest) ? NULL : part;
}
/* @op cy_star_raised(object state) -> int | neg cold
 * Takes the exception that is set: a clause raised it. */
CY_RARE int cy_star_raised(PyObject *state)
{
    PyObject *e = cy_raised_take();
    int r = PyList_Append(state, e);
    Py_DECREF(e);
    return r;
}
/* @op cy_star_end(object state) -> int | never cold
 * Raises what is left: 1; 0 if nothing is. */
CY_RARE int cy_star_end(PyObject *state)
{
    PyObject *e, *raised = PyList_GetSlice(state, 2, PyList_GET_SIZE(state));
    if (!raised || PyList_Append(raised, PyList_GET_ITEM(state, 1))) return Py_XDECREF(raised), 1;
    e = cy_star_rest(PyList_GET_ITEM(state, 0), raised);
    Py_DECREF(raised);
    if (e == Py_None) return Py_DECREF(e), 0;
    if (e) cy_raised_put(e);
    return 1;
}
