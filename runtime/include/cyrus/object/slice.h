/* Slices, with objects or C numbers as bounds. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_slice(object start, object stop, object step) -> object new | null consumes
 * slice(start, stop, step); None where one is missing. */
CY_FN PyObject *cy_slice(PyObject *start, PyObject *stop, PyObject *step, int own)
{
    PyObject *r = PySlice_New(start, stop, step);
    CY_OWN3(start, stop, step);
    return r;
}

/* which bounds of a C slice are given */
enum { CY_HAS_START = 1, CY_HAS_STOP = 2 };

/* Bounds as Python clips them, for a sequence of this length. */
CY_FN void cy_clip(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, int has)
{
    Py_ssize_t a = has & CY_HAS_START ? *start : 0, b = has & CY_HAS_STOP ? *stop : length;
    if (a < 0 && (a += length) < 0) a = 0;
    if (b < 0 && (b += length) < 0) b = 0;
    if (b > length) b = length;
    if (a > b) a = b;
    *start = a;
    *stop = b;
}

/* slice(start, stop, None) of C numbers. */
CY_FN PyObject *cy_slice_of(Py_ssize_t start, Py_ssize_t stop, int has)
{
    PyObject *r = NULL, *a = has & CY_HAS_START ? PyLong_FromSsize_t(start) : cy_ref(Py_None);
    PyObject *b = has & CY_HAS_STOP ? PyLong_FromSsize_t(stop) : cy_ref(Py_None);
    if (a && b) r = PySlice_New(a, b, Py_None);
    Py_XDECREF(a);
    Py_XDECREF(b);
    return r;
}

/* @op cy_getslice(object o, Py_ssize_t start, Py_ssize_t stop, int has) -> object new | null consumes
 * o[start:stop] */
CY_FN PyObject *cy_getslice(PyObject *o, Py_ssize_t start, Py_ssize_t stop, int has, int own)
{
    PyObject *r, *k;
    if (PyList_CheckExact(o)) {
        cy_clip(PyList_GET_SIZE(o), &start, &stop, has);
        r = PyList_GetSlice(o, start, stop);
    } else if (PyTuple_CheckExact(o)) {
        cy_clip(PyTuple_GET_SIZE(o), &start, &stop, has);
        r = PyTuple_GetSlice(o, start, stop);
    } else if (PyUnicode_CheckExact(o)) {
        cy_clip(PyUnicode_GET_LENGTH(o), &start, &stop, has);
        r = PyUnicode_Substring(o, start, stop);
    } else if (PyBytes_CheckExact(o)) {
        cy_clip(PyBytes_GET_SIZE(o), &start, &stop, has);
        r = stop - start == PyBytes_GET_SIZE(o) ? cy_ref(o) : PyBytes_FromStringAndSize(PyBytes_AS_STRING(o) + start, stop - start);
    } else {
        k = cy_slice_of(start, stop, has);
        r = k ? PyObject_GetItem(o, k) : NULL;
        Py_XDECREF(k);
    }
    CY_OWN1(o);
    return r;
}

/* @op cy_setslice(object o, Py_ssize_t start, Py_ssize_t stop, int has, object v) -> int | neg consumes
 * o[start:stop] = v */
CY_FN int cy_setslice(PyObject *o, Py_ssize_t start, Py_ssize_t stop, int has, PyObject *v, int own)
{
    int r;
    if (PyList_CheckExact(o) && (PyList_CheckExact(v) || PyTuple_CheckExact(v))) {
        if (!(has & CY_HAS_START)) start = 0;
        if (!(has & CY_HAS_STOP)) stop = PY_SSIZE_T_MAX;
        PySlice_AdjustIndices(PyList_GET_SIZE(o), &start, &stop, 1);
        r = PyList_SetSlice(o, start, stop, v);
    } else {
        PyObject *k = cy_slice_of(start, stop, has);
        r = k ? PyObject_SetItem(o, k, v) : -1;
        Py_XDECREF(k);
    }
    CY_OWN2(o, v);
    return r;
}

/* @op cy_delslice(object o, Py_ssize_t start, Py_ssize_t stop, int has) -> int | neg consumes
 * del o[start:stop] */
CY_FN int cy_delslice(PyObject *o, Py_ssize_t start, Py_ssize_t stop, int has, int own)
{
    PyObject *k = cy_slice_of(start, stop, has);
    int r = k ? PyObject_DelItem(o, k) : -1;
    Py_XDECREF(k);
    CY_OWN1(o);
    return r;
}
