/* Whether the values of instances lie where compat/values.h says, tried out when a module starts.
 * @cold */
#pragma once
#include "cyrus/compat/values.h"

#if CY_HAS_VALUES
/* Takes instances of a class that was made for this: two attributes are set by the interpreter and found here, two are set here and
 * found by the interpreter, in their order; one is deleted. 1 if all is as expected. */
CY_RARE int cy_values_probe(PyTypeObject *t, PyObject *o, PyObject *p, PyObject *a, PyObject *b)
{
    PyObject **v, *d, *key, *value;
    Py_ssize_t at = 0;
    if (!cy_has_values(t) || PyObject_SetAttr(o, a, Py_True) || PyObject_SetAttr(o, b, Py_False)) return 0;
    if (cy_values_find(cy_shared_keys(t), a) != 0 || cy_values_find(cy_shared_keys(t), b) != 1 || cy_shared_keys(t)->used != 2) return 0;
    if (!(v = cy_values(o)) || v[0] != Py_True || v[1] != Py_False || cy_values_dict(o) || !cy_values_free(o)) return 0;
    if (PyObject_SetAttr(o, a, NULL) || cy_values(o) != v || v[0]) return 0;
    if (!(v = cy_values(p)) || v[0] || v[1]) return 0;
    v[1] = cy_ref(Py_True);
    cy_values_newest(v, 1);
    v[0] = cy_ref(Py_None);
    cy_values_newest(v, 0);
    if (!(d = PyObject_GenericGetDict(p, NULL))) return 0;
    Py_DECREF(d);
    if (cy_values_dict(p) != d || (cy_values(p) && cy_values_free(p)) || PyDict_GET_SIZE(d) != 2) return 0;
    return PyDict_Next(d, &at, &key, &value) && key == b && value == Py_True && PyDict_Next(d, &at, &key, &value) && key == a && value == Py_None;
}
#endif

/* @init cy_values_try | sets values_known
 * Tries it out; always 0. */
CY_RARE int cy_values_try(void)
{
#if CY_HAS_VALUES
    PyObject *c = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "probe"), *o = NULL, *p = NULL, *a = NULL, *b = NULL;
    CY(values_known) = 0;
    if (c) {
        o = PyObject_CallObject(c, NULL);
        p = PyObject_CallObject(c, NULL);
        a = PyUnicode_InternFromString("first");
        b = PyUnicode_InternFromString("second");
        if (o && p && a && b) CY(values_known) = cy_values_probe((PyTypeObject *)c, o, p, a, b);
    }
    PyErr_Clear();
    Py_XDECREF(o);
    Py_XDECREF(p);
    Py_XDECREF(a);
    Py_XDECREF(b);
    if (c) Py_TYPE(c)->tp_clear(c);             /* a class holds itself; nobody else has seen this one */
    Py_XDECREF(c);
#endif
    return 0;
}
