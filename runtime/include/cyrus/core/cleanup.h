/* What a module gives back when the interpreter leaves, where it was asked to (`--cleanup`).
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* Has a function without arguments called when the interpreter leaves, after what registers later. 0, or -1 with an exception. */
CY_RARE int cy_at_exit(PyMethodDef *def)
{
    PyObject *m = PyImport_ImportModule("atexit"), *f = PyCFunction_New(def, NULL);
    PyObject *r = m && f ? PyObject_CallMethod(m, "register", "O", f) : NULL;
    Py_XDECREF(m);
    Py_XDECREF(f);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* The empty object of the kind of o, where there is one that costs nothing; else None. */
CY_RARE PyObject *cy_nothing_like(PyObject *o)
{
    PyObject *r = NULL;
    if (PyUnicode_Check(o)) r = PyUnicode_FromStringAndSize(NULL, 0);
    else if (PyBytes_Check(o)) r = PyBytes_FromStringAndSize(NULL, 0);
    else if (PyTuple_Check(o)) r = PyTuple_New(0);
    else if (PyLong_Check(o)) r = PyLong_FromLong(0);
    return r ? r : cy_ref(Py_None);
}

/* Gives back a row of objects, last one first. What stands in their places makes code that runs later raise, not crash. */
CY_RARE void cy_give_back(PyObject **row, size_t n)
{
    while (n--) {
        PyObject *o = row[n];
        if (!o) continue;
        row[n] = cy_nothing_like(o);
        Py_DECREF(o);
    }
}

/* The same where an empty place means that the object is made when it is wanted. */
CY_RARE void cy_forget(PyObject **row, size_t n)
{
    while (n--) Py_CLEAR(row[n]);
}
