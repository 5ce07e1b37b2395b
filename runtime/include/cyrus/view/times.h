/* Arrays of datetime64 and timedelta64. NumPy gives no buffer of them, so such an array is asked for itself as int64.
 * @cold */
#pragma once
#include "cyrus/compat/error.h"
#include "cyrus/view/dtype.h"

/* After o refused a buffer, with the exception set: NumPy's letter for its items, M datetime64 or m timedelta64, and the
 * same memory as int64 in *as, a new reference, NULL with an exception if there is none. 0 for anything else: the exception
 * stays then. */
CY_RARE char cy_times_of(PyObject *o, PyObject **as)
{
    PyObject *raised, *type, *text = NULL;
    const char *s;
    char letter = 0, order = 0;
    *as = NULL;
    if (!PyErr_ExceptionMatches(PyExc_ValueError)) return 0;
    raised = cy_raised_take();
    if ((type = PyObject_GetAttrString(o, "dtype"))) text = PyObject_GetAttrString(type, "str");
    if (text && PyUnicode_Check(text) && (s = PyUnicode_AsUTF8(text)) && *s && (s[1] == 'M' || s[1] == 'm')) {     /* <M8[ns] */
        order = s[0];
        letter = s[1];
    }
    Py_XDECREF(type);
    Py_XDECREF(text);
    PyErr_Clear();
    if (!letter) {
        cy_raised_put(raised);
        return 0;
    }
    Py_XDECREF(raised);
    *as = PyObject_CallMethod(o, "view", "s", order == '>' ? ">i8" : "<i8");
    return letter;
}

/* After o refused a buffer of items of type t, with the exception set: the buffer of its int64s if they are such times, or
 * `any` items of their size do. 0 or -1. */
CY_RARE int cy_times_buffer(PyObject *o, const cy_dtype *t, int any, Py_buffer *b, int flags)
{
    PyObject *as;
    int r = -1;
    char letter = cy_times_of(o, &as);
    if (letter && letter != CY_TIMES(t) && !any) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got '%s'", t->name, letter == 'M' ? "datetime64" : "timedelta64");
    } else if (as) {
        r = PyObject_GetBuffer(as, b, flags);
    }
    Py_XDECREF(as);
    return r;
}
