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

/* What int, float and str, which never change, have as __format__. */
CY_FN PyCFunction cy_format_code(PyTypeObject *t, PyCFunction *code)
{
    PyObject *d = PyObject_GetAttrString((PyObject *)t, "__format__");
    if (d && Py_TYPE(d) == &PyMethodDescr_Type && ((PyMethodDescrObject *)d)->d_method->ml_flags == METH_O)
        *code = ((PyMethodDescrObject *)d)->d_method->ml_meth;
    if (!d) PyErr_Clear();
    Py_XDECREF(d);
    return *code;
}

/* @op cy_format(object o, object spec) -> object new | null consumes
 * format(o, spec) */
CY_FN PyObject *cy_format(PyObject *o, PyObject *spec, int own)
{
    static PyCFunction code[3];
    PyObject *r;
    int k = PyLong_CheckExact(o) ? 0 : PyFloat_CheckExact(o) ? 1 : PyUnicode_CheckExact(o) ? 2 : -1;
    if (k >= 0 && PyUnicode_CheckExact(spec) && (code[k] || cy_format_code(Py_TYPE(o), &code[k]))) r = code[k](o, spec);
    else r = PyObject_Format(o, spec);
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
