/* An iterable as the items of a C array.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* IndexError for a wrong number of items; more: there are too many. Always NULL. */
CY_RARE PyObject *cy_not_exactly(Py_ssize_t n, Py_ssize_t got)
{
    if (got > n) PyErr_Format(PyExc_IndexError, "too many values found during array assignment, expected %zd", n);
    else PyErr_Format(PyExc_IndexError, "not enough values found during array assignment, expected %zd, got %zd", n, got);
    return NULL;
}

/* @op cy_exactly(object o, Py_ssize_t n) -> object new | null
 * A list or tuple of the items of o, which must be n. */
CY_RARE PyObject *cy_exactly(PyObject *o, Py_ssize_t n)
{
    PyObject *it, *list, *item;
    Py_ssize_t i;
    if (PyTuple_CheckExact(o) || PyList_CheckExact(o)) return Py_SIZE(o) == n ? cy_ref(o) : cy_not_exactly(n, Py_SIZE(o));
    if (!(it = PyObject_GetIter(o))) return NULL;
    if (!(list = PyList_New(0))) goto bad;
    for (i = 0; i <= n && (item = PyIter_Next(it)); i++) {
        int failed = i == n ? !cy_not_exactly(n, n + 1) : PyList_Append(list, item);
        Py_DECREF(item);
        if (failed) goto bad;
    }
    if (PyErr_Occurred() || (i < n && !cy_not_exactly(n, i))) goto bad;
    Py_DECREF(it);
    return list;
bad:
    Py_DECREF(it);
    Py_XDECREF(list);
    return NULL;
}
/* @op cy_exact_item(object o, Py_ssize_t i) -> object new | null
 * An item of what cy_exactly gave. */
CY_RARE PyObject *cy_exact_item(PyObject *o, Py_ssize_t i)
{
    /* conversions of earlier items may have changed a list */
    if (i >= Py_SIZE(o)) return cy_not_exactly(i + 1, Py_SIZE(o));
    return cy_ref(PyList_Check(o) ? PyList_GET_ITEM(o, i) : PyTuple_GET_ITEM(o, i));
}
