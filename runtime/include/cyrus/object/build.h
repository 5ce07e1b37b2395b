/* Tuples, lists, sets and dicts from their items. */
#pragma once
#include "cyrus/core/prelude.h"

/* Moves the items of a vector to their place: those whose bit is set are taken over. */
CY_FN void cy_put_items(PyObject **to, PyObject *const *items, Py_ssize_t n, int own)
{
    Py_ssize_t i;
    for (i = 0; i < n; i++, own = (int)((unsigned)own >> 1)) {
        if (!(own & 1)) Py_INCREF(items[i]);
        to[i] = items[i];
    }
}
CY_FN void cy_drop_items(PyObject *const *items, Py_ssize_t n, int own)
{
    for (; own && n > 0; n--, items++, own = (int)((unsigned)own >> 1))
        if (own & 1) Py_DECREF(*items);
}

/* @op cy_tuple(object* items, Py_ssize_t n) -> object new | null consumes
 * (items[0], ...) */
CY_FN PyObject *cy_tuple(PyObject *const *items, Py_ssize_t n, int own)
{
    PyObject *r = PyTuple_New(n);
    if (r) cy_put_items(((PyTupleObject *)r)->ob_item, items, n, own);
    else cy_drop_items(items, n, own);
    return r;
}

/* @op cy_list(object* items, Py_ssize_t n) -> object new | null consumes
 * [items[0], ...] */
CY_FN PyObject *cy_list(PyObject *const *items, Py_ssize_t n, int own)
{
    PyObject *r = PyList_New(n);
    if (r) cy_put_items(((PyListObject *)r)->ob_item, items, n, own);
    else cy_drop_items(items, n, own);
    return r;
}

/* @op cy_tuple1(object a) -> object new | null consumes
 * (a,) */
CY_FN PyObject *cy_tuple1(PyObject *a, int own) { return cy_tuple(&a, 1, own); }
/* @op cy_tuple2(object a, object b) -> object new | null consumes
 * (a, b) */
CY_FN PyObject *cy_tuple2(PyObject *a, PyObject *b, int own)
{
    PyObject *v[2] = {a, b};
    return cy_tuple(v, 2, own);
}
/* @op cy_tuple3(object a, object b, object c) -> object new | null consumes
 * (a, b, c) */
CY_FN PyObject *cy_tuple3(PyObject *a, PyObject *b, PyObject *c, int own)
{
    PyObject *v[3] = {a, b, c};
    return cy_tuple(v, 3, own);
}

/* @op cy_list_new(Py_ssize_t n) -> object new | null
 * A list with room for n items, each of which cy_list_put must fill before anybody sees it. */
CY_INLINE PyObject *cy_list_new(Py_ssize_t n) { return PyList_New(n); }
/* @op cy_list_put(object list, Py_ssize_t i, object v) -> void | never steals:2
 */
CY_INLINE void cy_list_put(PyObject *list, Py_ssize_t i, PyObject *v) { PyList_SET_ITEM(list, i, v); }
/* @op cy_tuple_new(Py_ssize_t n) -> object new | null
 * The same for a tuple. */
CY_INLINE PyObject *cy_tuple_new(Py_ssize_t n) { return PyTuple_New(n); }
/* @op cy_tuple_put(object tuple, Py_ssize_t i, object v) -> void | never steals:2
 */
CY_INLINE void cy_tuple_put(PyObject *tuple, Py_ssize_t i, PyObject *v) { PyTuple_SET_ITEM(tuple, i, v); }
/* @op cy_tuple_of_list(object list) -> object new | null consumes
 * tuple(list) */
CY_FN PyObject *cy_tuple_of_list(PyObject *list, int own)
{
    PyObject *r = PyList_AsTuple(list);
    CY_OWN1(list);
    return r;
}

/* @op cy_set(object* items, Py_ssize_t n) -> object new | null consumes
 * {items[0], ...} */
CY_FN PyObject *cy_set(PyObject *const *items, Py_ssize_t n, int own)
{
    PyObject *r = PySet_New(NULL);
    Py_ssize_t i;
    for (i = 0; r && i < n; i++)
        if (PySet_Add(r, items[i])) Py_CLEAR(r);
    cy_drop_items(items, n, own);
    return r;
}
/* @op cy_set_new() -> object new | null
 * set() */
CY_INLINE PyObject *cy_set_new(void) { return PySet_New(NULL); }
/* @op cy_set_add(object s, object v) -> int | neg consumes
 * s.add(v) of a set. */
CY_FN int cy_set_add(PyObject *s, PyObject *v, int own)
{
    int r = PySet_Add(s, v);
    CY_OWN2(s, v);
    return r;
}

/* @op cy_dict(object* items, Py_ssize_t n) -> object new | null consumes
 * {items[0]: items[1], ...}, n counting keys and values. */
CY_FN PyObject *cy_dict(PyObject *const *items, Py_ssize_t n, int own)
{
    PyObject *r = PyDict_New();
    Py_ssize_t i;
    for (i = 0; r && i < n; i += 2)
        if (PyDict_SetItem(r, items[i], items[i + 1])) Py_CLEAR(r);
    cy_drop_items(items, n, own);
    return r;
}
/* @op cy_dict_new() -> object new | null
 * {} */
CY_INLINE PyObject *cy_dict_new(void) { return PyDict_New(); }
/* @op cy_dict_put(object d, object k, object v) -> int | neg consumes
 * d[k] = v of a dict. */
CY_FN int cy_dict_put(PyObject *d, PyObject *k, PyObject *v, int own)
{
    int r = PyDict_SetItem(d, k, v);
    CY_OWN3(d, k, v);
    return r;
}
