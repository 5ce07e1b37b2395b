/* Comparisons. op is Py_LT ... Py_GE. */
#pragma once
#include "cyrus/compat/long.h"

#define CY_COMPARE(x, op, y) \
    ((op) == Py_EQ ? (x) == (y) : (op) == Py_NE ? (x) != (y) : (op) == Py_LT ? (x) < (y) : (op) == Py_LE ? (x) <= (y) : (op) == Py_GT ? (x) > (y) : (x) >= (y))

/* @op cy_cmp(object a, object b, int op) -> object new | null consumes
 * The result of a comparison as an object. */
CY_FN PyObject *cy_cmp(PyObject *a, PyObject *b, int op, int own)
{
    PyObject *r;
    Py_ssize_t x, y;
    if (cy_small(a, &x) && cy_small(b, &y)) r = cy_ref(CY_COMPARE(x, op, y) ? Py_True : Py_False);
    else r = PyObject_RichCompare(a, b, op);
    CY_OWN2(a, b);
    return r;
}

/* The slow part of cy_test. */
CY_FN int cy_test_any(PyObject *a, PyObject *b, int op, int own)
{
    PyObject *r = PyObject_RichCompare(a, b, op);
    int c;
    CY_OWN2(a, b);
    if (!r) return -1;
    c = r == Py_True ? 1 : r == Py_False || r == Py_None ? 0 : PyObject_IsTrue(r);
    Py_DECREF(r);
    return c;
}

/* @op cy_test(object a, object b, int op) -> int | neg consumes
 * The truth of a comparison. */
CY_FN int cy_test(PyObject *a, PyObject *b, int op, int own)
{
    Py_ssize_t x, y;
    int c;
    if (cy_small(a, &x) && cy_small(b, &y)) {
        c = CY_COMPARE(x, op, y);
    } else if (PyFloat_CheckExact(a) && PyFloat_CheckExact(b)) {
        double f = PyFloat_AS_DOUBLE(a), g = PyFloat_AS_DOUBLE(b);
        c = CY_COMPARE(f, op, g);
    } else if (PyUnicode_CheckExact(a) && PyUnicode_CheckExact(b) && (op == Py_EQ || op == Py_NE)) {
        if (a == b) c = op == Py_EQ;
        else if (PyUnicode_GET_LENGTH(a) != PyUnicode_GET_LENGTH(b) || PyUnicode_KIND(a) != PyUnicode_KIND(b)) c = op == Py_NE;
        else c = (memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)PyUnicode_GET_LENGTH(a) * PyUnicode_KIND(a)) == 0) == (op == Py_EQ);
    } else {
        return cy_test_any(a, b, op, own);
    }
    CY_OWN2(a, b);
    return c;
}

/* @op cy_in(object a, object b) -> int | neg consumes
 * a in b */
CY_FN int cy_in(PyObject *a, PyObject *b, int own)
{
    int c = PyDict_CheckExact(b) ? PyDict_Contains(b, a) : PySequence_Contains(b, a);
    CY_OWN2(a, b);
    return c;
}

/* @op cy_not_in(object a, object b) -> int | neg consumes
 * a not in b */
CY_FN int cy_not_in(PyObject *a, PyObject *b, int own)
{
    int c = PyDict_CheckExact(b) ? PyDict_Contains(b, a) : PySequence_Contains(b, a);
    CY_OWN2(a, b);
    return c < 0 ? c : !c;
}
