/* Slots that combine two special methods or that fall back to another type's. */
#pragma once
#include "cyrus/core/prelude.h"

/* tp_getattro with a __getattr__: it is asked where the attribute is not found. */
CY_FN PyObject *cy_getattro_fallback(PyObject *o, PyObject *name, binaryfunc getattr)
{
    PyObject *r = PyObject_GenericGetAttr(o, name);
    if (r || !PyErr_ExceptionMatches(PyExc_AttributeError)) return r;
    PyErr_Clear();
    return getattr(o, name);
}

/* sq_item by mp_subscript: what is indexed in C. */
CY_FN PyObject *cy_item_by_subscript(PyObject *o, Py_ssize_t i)
{
    PyObject *r, *k = PyLong_FromSsize_t(i);
    if (!k) return NULL;
    r = Py_TYPE(o)->tp_as_mapping->mp_subscript(o, k);
    Py_DECREF(k);
    return r;
}

/* __next__ that ended by StopIteration gives tp_iternext NULL with it set; one that returned has a value. Nothing to do there.
 * The result of a special method that must be an int of C: __len__. */
CY_RARE int cy_no_delete_item(PyObject *o)
{
    PyErr_Format(PyExc_NotImplementedError, "Subscript deletion not supported by %.200s", Py_TYPE(o)->tp_name);
    return -1;
}
CY_RARE int cy_no_assign_item(PyObject *o)
{
    PyErr_Format(PyExc_NotImplementedError, "Subscript assignment not supported by %.200s", Py_TYPE(o)->tp_name);
    return -1;
}
CY_RARE int cy_no_delete_attr(const char *what)
{
    PyErr_SetString(PyExc_NotImplementedError, what);
    return -1;
}

/* The order of a comparison where a class has __eq__ and more, but not this one: NotImplemented. __ne__ by __eq__. */
CY_FN PyObject *cy_ne_by_eq(PyObject *eq)
{
    int c;
    if (!eq || eq == Py_NotImplemented) return eq;
    c = PyObject_IsTrue(eq);
    Py_DECREF(eq);
    return c < 0 ? NULL : cy_ref(c ? Py_False : Py_True);
}
