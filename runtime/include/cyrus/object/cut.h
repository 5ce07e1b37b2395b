/* Slices of objects whose bounds are objects or words: a slice is made where no list, tuple or text is cut by ints. */
#pragma once
#include "cyrus/object/slice.h"
#include "cyrus/object/word.h"

/* The three bounds if each is None or an int of a word: 1, with what is missing as the direction asks for. */
CY_FN int cy_cut_bounds(cy_word a, cy_word b, cy_word c, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step)
{
    *step = 1;
    if (c != Py_None && (!cy_w_small(c, step) || !*step)) return 0;
    if (a == Py_None) *start = *step < 0 ? PY_SSIZE_T_MAX : 0;
    else if (!cy_w_small(a, start)) return 0;
    if (b == Py_None) *stop = *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    else if (!cy_w_small(b, stop)) return 0;
    return 1;
}

/* slice(a, b, c) */
CY_FN PyObject *cy_cut_slice(cy_word a, cy_word b, cy_word c)
{
    PyObject *x = cy_w_object(a), *y = cy_w_object(b), *z = cy_w_object(c), *r = x && y && z ? PySlice_New(x, y, z) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    Py_XDECREF(z);
    return r;
}

/* n items of a list from start on, each step further. */
CY_FN PyObject *cy_cut_list(PyObject *o, Py_ssize_t start, Py_ssize_t step, Py_ssize_t n)
{
    PyObject *r = PyList_New(n);
    Py_ssize_t i;
    for (i = 0; r && i < n; i++, start += step) PyList_SET_ITEM(r, i, cy_ref(PyList_GET_ITEM(o, start)));
    return r;
}

/* @op cy_slice_get(object o, cy_word start, cy_word stop, cy_word step) -> object new | null
 * o[start:stop:step]; None where one is missing. */
CY_FN PyObject *cy_slice_get(PyObject *o, cy_word a, cy_word b, cy_word c)
{
    PyObject *r, *k;
    Py_ssize_t start, stop, step, n;
    if (PyList_CheckExact(o)) {
        if (cy_cut_bounds(a, b, c, &start, &stop, &step)) {
            n = PySlice_AdjustIndices(PyList_GET_SIZE(o), &start, &stop, step);
            return cy_cut_list(o, start, step, n);
        }
    } else if ((PyUnicode_CheckExact(o) || PyTuple_CheckExact(o) || PyBytes_CheckExact(o)) && cy_cut_bounds(a, b, c, &start, &stop, &step) && step == 1) {
        return cy_getslice(o, start, stop, CY_HAS_START | CY_HAS_STOP, 0);
    }
    k = cy_cut_slice(a, b, c);
    r = k ? PyObject_GetItem(o, k) : NULL;
    Py_XDECREF(k);
    return r;
}

/* @op cy_slice_set(object o, cy_word start, cy_word stop, cy_word step, object v) -> int | neg
 * o[start:stop:step] = v */
CY_FN int cy_slice_set(PyObject *o, cy_word a, cy_word b, cy_word c, PyObject *v)
{
    Py_ssize_t start, stop, step;
    PyObject *k;
    int r;
    if (PyList_CheckExact(o) && (PyList_CheckExact(v) || PyTuple_CheckExact(v)) && cy_cut_bounds(a, b, c, &start, &stop, &step) && step == 1) {
        PySlice_AdjustIndices(PyList_GET_SIZE(o), &start, &stop, step);
        return PyList_SetSlice(o, start, stop, v);
    }
    k = cy_cut_slice(a, b, c);
    r = k ? PyObject_SetItem(o, k, v) : -1;
    Py_XDECREF(k);
    return r;
}
