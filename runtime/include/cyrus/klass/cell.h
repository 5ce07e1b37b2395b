/* Cells of closures, and the class that methods know as __class__. */
#pragma once
#include "cyrus/core/globals.h"

/* @op cy_cell(object v) -> object new | null
 * A cell with this value, or empty if it is NULL. */
CY_INLINE PyObject *cy_cell(PyObject *v) { return PyCell_New(v); }
/* @op cy_cell_get(object cell, const char *name) -> object new | null
 * The value of a variable of this function that is in a cell; UnboundLocalError if there is none. */
CY_FN PyObject *cy_cell_get(PyObject *cell, const char *name)
{
    PyObject *v = PyCell_GET(cell);
    if (CY_LIKELY(v != NULL)) return cy_ref(v);
    cy_unbound(name);
    return NULL;
}
/* @op cy_cell_get_free(object cell, const char *name) -> object new | null
 * The value of a variable of an outer function; NameError if there is none. */
CY_FN PyObject *cy_cell_get_free(PyObject *cell, const char *name)
{
    PyObject *v = PyCell_GET(cell);
    if (CY_LIKELY(v != NULL)) return cy_ref(v);
    cy_unbound_free(name);
    return NULL;
}
/* @op cy_cell_peek(object cell) -> object new | never
 * The value; NULL without an exception if there is none. */
CY_INLINE PyObject *cy_cell_peek(PyObject *cell)
{
    PyObject *v = PyCell_GET(cell);
    Py_XINCREF(v);
    return v;
}
/* @op cy_cell_clear(object cell) -> void | never
 * Empties it, whether it has a value or not. */
CY_FN void cy_cell_clear(PyObject *cell)
{
    PyObject *old = PyCell_GET(cell);
    PyCell_SET(cell, NULL);
    Py_XDECREF(old);
}
/* @op cy_cell_del(object cell, const char *name) -> int | neg
 * del of a variable of this function. */
CY_FN int cy_cell_del(PyObject *cell, const char *name)
{
    if (!PyCell_GET(cell)) return cy_unbound(name);
    cy_cell_clear(cell);
    return 0;
}
/* @op cy_cell_del_free(object cell, const char *name) -> int | neg
 * del of a variable of an outer function. */
CY_FN int cy_cell_del_free(PyObject *cell, const char *name)
{
    if (!PyCell_GET(cell)) return cy_unbound_free(name);
    cy_cell_clear(cell);
    return 0;
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
 * super() in a method: class is the content of the cell __class__, or NULL; self NULL if it was deleted. */
CY_FN PyObject *cy_super(PyObject *cls, PyObject *self)
{
    if (!self) return PyErr_SetString(PyExc_RuntimeError, "super(): arg[0] deleted"), (PyObject *)NULL;
    if (!cls) return PyErr_SetString(PyExc_RuntimeError, "super(): empty __class__ cell"), (PyObject *)NULL;
    return PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, cls, self, NULL);
}
