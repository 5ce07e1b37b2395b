/* Unpacking into a fixed number of targets. */
#pragma once
#include "cyrus/core/prelude.h"

/* iter(o) of what is unpacked. */
CY_FN PyObject *cy_unpacked(PyObject *o)
{
    PyObject *it = PyObject_GetIter(o);
#ifdef CY_PLAIN_PYTHON
    if (!it && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(o)->tp_iter && !PySequence_Check(o)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(o)->tp_name);
    }
#endif
    return it;
}

/* With a starred target, `expected` is the least number of values. */
CY_RARE int cy_too_few(Py_ssize_t got, Py_ssize_t expected, int starred)
{
#ifdef CY_PLAIN_PYTHON
    PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %s%zd, got %zd)", starred ? "at least " : "", expected, got);
#else
    (void)expected;
    (void)starred;
    PyErr_Format(PyExc_ValueError, "need more than %zd value%s to unpack", got, got == 1 ? "" : "s");
#endif
    return -1;
}

CY_RARE int cy_too_many(Py_ssize_t expected)
{
    PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", expected);
    return -1;
}

/* The first n items of an iterator; on error or if there are fewer, -1 and nothing is left in `to`. `rest`: how many values have to
 * stand behind them, -1 without a starred target. */
CY_FN int cy_take(PyObject *it, Py_ssize_t n, PyObject **to, Py_ssize_t rest)
{
    Py_ssize_t i;
    for (i = 0; i < n; i++)
        if (!(to[i] = PyIter_Next(it))) {
            if (!PyErr_Occurred()) cy_too_few(i, rest < 0 ? n : n + rest, rest >= 0);
            while (i-- > 0) Py_CLEAR(to[i]);
            return -1;
        }
    return 0;
}

/* @op cy_unpack(object o, Py_ssize_t n, out object* to) -> int | neg consumes
 * a, b, c = o: exactly n new references. */
CY_FN int cy_unpack(PyObject *o, Py_ssize_t n, PyObject **to, int own)
{
    PyObject *it, *more, **items;
    Py_ssize_t i;
    int r = -1;
    if (PyTuple_CheckExact(o) || PyList_CheckExact(o)) {
        if (Py_SIZE(o) == n) {
            items = PyList_CheckExact(o) ? ((PyListObject *)o)->ob_item : ((PyTupleObject *)o)->ob_item;
            for (i = 0; i < n; i++) to[i] = cy_ref(items[i]);
            r = 0;
        } else if (Py_SIZE(o) < n) {
            cy_too_few(Py_SIZE(o), n, 0);
        } else {
            cy_too_many(n);
        }
    } else if ((it = cy_unpacked(o))) {
        if (!cy_take(it, n, to, -1)) {
            more = PyIter_Next(it);
            if (!more && !PyErr_Occurred()) r = 0;
            else {
                for (i = 0; i < n; i++) Py_CLEAR(to[i]);
                if (more) cy_too_many(n);
                Py_XDECREF(more);
            }
        }
        Py_DECREF(it);
    }
    CY_OWN1(o);
    return r;
}

/* @op cy_unpack_star(object o, Py_ssize_t before, Py_ssize_t after, out object* to) -> int | neg consumes
 * a, *b, c = o: before + 1 + after new references, the middle one a list. */
CY_FN int cy_unpack_star(PyObject *o, Py_ssize_t before, Py_ssize_t after, PyObject **to, int own)
{
    PyObject *list, *it = cy_unpacked(o);
    Py_ssize_t i, n;
    CY_OWN1(o);
    if (!it) return -1;
    if (cy_take(it, before, to, after)) {
        Py_DECREF(it);
        return -1;
    }
    list = PySequence_List(it);
    Py_DECREF(it);
    n = list ? PyList_GET_SIZE(list) - after : -1;
    if (n < 0) {
        if (list) cy_too_few(before + after + n, before + after, 1);
        Py_XDECREF(list);
        for (i = 0; i < before; i++) Py_CLEAR(to[i]);
        return -1;
    }
    for (i = 0; i < after; i++) to[before + 1 + i] = cy_ref(PyList_GET_ITEM(list, n + i));
    if (after && PyList_SetSlice(list, n, n + after, NULL)) {
        Py_DECREF(list);
        for (i = 0; i < before; i++) Py_CLEAR(to[i]);
        for (i = 0; i < after; i++) Py_CLEAR(to[before + 1 + i]);
        return -1;
    }
    to[before] = list;
    return 0;
}
