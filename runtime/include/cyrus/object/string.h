/* f-strings and text of objects. */
#pragma once
#include "cyrus/core/names.h"

/* @op cy_str(object o) -> object new | null consumes
 * str(o) */
CY_FN PyObject *cy_str(PyObject *o, int own)
{
    PyObject *r = PyUnicode_CheckExact(o) ? cy_ref(o) : PyObject_Str(o);
    CY_OWN1(o);
    return r;
}

/* @op cy_repr(object o) -> object new | null consumes
 * repr(o) */
CY_FN PyObject *cy_repr(PyObject *o, int own)
{
    PyObject *r = PyObject_Repr(o);
    CY_OWN1(o);
    return r;
}

/* @op cy_ascii(object o) -> object new | null consumes
 * ascii(o) */
CY_FN PyObject *cy_ascii(PyObject *o, int own)
{
    PyObject *r = PyObject_ASCII(o);
    CY_OWN1(o);
    return r;
}

/* @op cy_format(object o, object spec) -> object new | null consumes
 * format(o, spec) */
CY_FN PyObject *cy_format(PyObject *o, PyObject *spec, int own)
{
    PyObject *r = PyUnicode_CheckExact(o) && PyUnicode_CheckExact(spec) && !PyUnicode_GET_LENGTH(spec) ? cy_ref(o) : PyObject_Format(o, spec);
    CY_OWN2(o, spec);
    return r;
}

/* @op cy_format_simple(object o) -> object new | null consumes
 * f"{o}" */
CY_FN PyObject *cy_format_simple(PyObject *o, int own)
{
    PyObject *r;
    if (PyUnicode_CheckExact(o)) r = cy_ref(o);
    else if (PyLong_CheckExact(o) || PyFloat_CheckExact(o)) r = Py_TYPE(o)->tp_repr(o);
    else r = PyObject_Format(o, NULL);
    CY_OWN1(o);
    return r;
}

/* @op cy_join(object* parts, Py_ssize_t n) -> object new | null consumes
 * "".join(parts), all of which are str. */
CY_FN PyObject *cy_join(PyObject *const *parts, Py_ssize_t n, int own)
{
    Py_ssize_t i, at = 0, length = 0;
    Py_UCS4 widest = 127, c;
    PyObject *r;
    for (i = 0; i < n; i++) {
        length += PyUnicode_GET_LENGTH(parts[i]);
        c = PyUnicode_MAX_CHAR_VALUE(parts[i]);
        if (c > widest) widest = c;
    }
    r = PyUnicode_New(length, widest);
    for (i = 0; i < n; i++) {
        if (r) {
            length = PyUnicode_GET_LENGTH(parts[i]);
            if (PyUnicode_KIND(parts[i]) == PyUnicode_KIND(r))
                memcpy((char *)PyUnicode_DATA(r) + at * PyUnicode_KIND(r), PyUnicode_DATA(parts[i]), (size_t)(length * PyUnicode_KIND(r)));
            else if (PyUnicode_CopyCharacters(r, at, parts[i], 0, length) < 0) Py_CLEAR(r);
            at += length;
        }
        if (own & 1) Py_DECREF(parts[i]);
        own = (int)((unsigned)own >> 1);
    }
    return r;
}

/* @op cy_concat(object a, object b) -> object new | null consumes
 * a + b of two str. */
CY_FN PyObject *cy_concat(PyObject *a, PyObject *b, int own)
{
    PyObject *r = PyUnicode_Concat(a, b);
    CY_OWN2(a, b);
    return r;
}
