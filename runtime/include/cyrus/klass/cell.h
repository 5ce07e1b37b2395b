/* Cells of closures, and the class that methods know as __class__. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_cell(object v) -> object new | null
 * A cell with this value, or empty if it is NULL. */
CY_INLINE PyObject *cy_cell(PyObject *v) { return PyCell_New(v); }
/* @op cy_cell_get(object cell) -> object new | never
 * The value; NULL without an exception if there is none. */
CY_INLINE PyObject *cy_cell_get(PyObject *cell)
{
    PyObject *v = PyCell_GET(cell);
    Py_XINCREF(v);
    return v;
}
/* @op cy_cell_set(object cell, object v) -> void | never steals:1
 * The new value, or NULL. */
CY_INLINE void cy_cell_set(PyObject *cell, PyObject *v)
{
    PyObject *old = PyCell_GET(cell);
    PyCell_SET(cell, v);
    Py_XDECREF(old);
}
/* @op cy_closure_cell(object closure, int i) -> object borrowed:0 | never pure
 * One cell of the tuple that is a function's closure. */
CY_INLINE PyObject *cy_closure_cell(PyObject *closure, int i) { return PyTuple_GET_ITEM(closure, i); }

/* @op cy_super(object class, object self) -> object new | null
 * super() in a method: class is the content of the cell __class__, or NULL. */
CY_FN PyObject *cy_super(PyObject *cls, PyObject *self)
{
    if (!cls) return PyErr_SetString(PyExc_RuntimeError, "super(): empty __class__ cell"), (PyObject *)NULL;
    return PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, cls, self, NULL);
}
