/* Comparison and truth of words, and items by words. */
#pragma once
#include "cyrus/object/compare.h"
#include "cyrus/object/item.h"
#include "cyrus/object/truth.h"
#include "cyrus/object/word.h"

/* The slow part of cy_w_test. */
CY_FN int cy_w_test_any(cy_word a, cy_word b, int op)
{
    Py_ssize_t x, y;
    PyObject *p, *q;
    int c = -1;
    if (cy_w_small(a, &x) && cy_w_small(b, &y)) return CY_COMPARE(x, op, y);
    p = cy_w_object(a);
    q = cy_w_object(b);
    if (p && q) c = cy_test(p, q, op, 0);
    Py_XDECREF(p);
    Py_XDECREF(q);
    return c;
}

/* @op cy_w_test(cy_word a, cy_word b, int op) -> int | neg
 * The truth of a comparison; op is Py_LT ... Py_GE. */
CY_INLINE int cy_w_test(cy_word a, cy_word b, int op)
{
    if (CY_LIKELY(CY_W_INT(a) & CY_W_INT(b))) return CY_COMPARE((Py_ssize_t)(a), op, (Py_ssize_t)(b));
    return cy_w_test_any(a, b, op);
}

/* @op cy_w_truth(cy_word a) -> int | neg
 */
CY_INLINE int cy_w_truth(cy_word a)
{
    return CY_W_INT(a) ? a != CY_W(0) : cy_truth(a, 0);
}

/* o[i] of an exact list or tuple, borrowed; NULL if it is none, or has no such item. */
CY_INLINE PyObject *cy_w_item(PyObject *o, cy_word w)
{
    Py_ssize_t i;
    if (!cy_w_small(w, &i)) return NULL;
    if (CY_LIKELY(PyList_CheckExact(o))) {
        if (i < 0) i += PyList_GET_SIZE(o);
        return (size_t)i < (size_t)PyList_GET_SIZE(o) ? PyList_GET_ITEM(o, i) : NULL;
    }
    if (!PyTuple_CheckExact(o)) return NULL;
    if (i < 0) i += PyTuple_GET_SIZE(o);
    return (size_t)i < (size_t)PyTuple_GET_SIZE(o) ? PyTuple_GET_ITEM(o, i) : NULL;
}

/* The slow part of cy_w_getitem: characters of a text, and anything else by an object. */
CY_FN PyObject *cy_w_getitem_any(PyObject *o, cy_word *k)
{
    Py_ssize_t i;
    if (PyUnicode_CheckExact(o) && cy_w_small(*k, &i)) {
        if (i < 0) i += PyUnicode_GET_LENGTH(o);
        if ((size_t)i < (size_t)PyUnicode_GET_LENGTH(o)) return PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(o, i));
    }
    return cy_w_box(k) ? NULL : cy_getitem(o, *k, 0);
}
/* @op cy_w_getitem(object o, inout cy_word k) -> object new | null
 * o[k] */
CY_INLINE PyObject *cy_w_getitem(PyObject *o, cy_word *k)
{
    PyObject *r = cy_w_item(o, *k);
    if (CY_LIKELY(r != NULL)) return cy_ref(r);
    return cy_w_getitem_any(o, k);
}

/* @op cy_w_setitem(object o, inout cy_word k, object v) -> int | neg
 * o[k] = v */
CY_INLINE int cy_w_setitem(PyObject *o, cy_word *k, PyObject *v)
{
    Py_ssize_t i;
    if (CY_LIKELY(PyList_CheckExact(o) && cy_w_small(*k, &i) && (i >= 0 || (i += PyList_GET_SIZE(o)) >= 0) && i < PyList_GET_SIZE(o))) {
        PyObject *old = PyList_GET_ITEM(o, i);
        PyList_SET_ITEM(o, i, cy_ref(v));
        Py_DECREF(old);
        return 0;
    }
    return cy_w_box(k) ? -1 : cy_setitem(o, *k, v, 0);
}
