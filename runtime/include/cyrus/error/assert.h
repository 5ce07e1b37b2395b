/* The assert statement. */
#pragma once
#include "cyrus/core/prelude.h"

CY_STATE(int, with_assertions);

/* @init cy_assertions_init | sets with_assertions */
CY_RARE int cy_assertions_init(void)
{
    PyObject *flags = PySys_GetObject("flags"), *v = flags ? PyObject_GetAttrString(flags, "optimize") : NULL;
    long level = v ? PyLong_AsLong(v) : -1;
    Py_XDECREF(v);
    CY(with_assertions) = level == 0;
    return level == -1 && PyErr_Occurred() ? -1 : 0;
}

/* @op cy_assertions() -> int | never nogil pure
 * Whether assert statements run: not under `python -O`. */
CY_INLINE int cy_assertions(void) { return CY(with_assertions); }

/* @op cy_assertion(object message) -> int | never cold
 * raise AssertionError(message), or without one if it is NULL. Always -1. */
CY_RARE int cy_assertion(PyObject *message)
{
    PyObject *e;
    if (!message) return PyErr_SetNone(PyExc_AssertionError), -1;
    if ((e = PyObject_CallFunctionObjArgs(PyExc_AssertionError, message, NULL))) {
        PyErr_SetObject(PyExc_AssertionError, e);
        Py_DECREF(e);
    }
    return -1;
}
