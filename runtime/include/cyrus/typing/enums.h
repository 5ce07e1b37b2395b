/* The Python face of a cpdef enum. */
#pragma once
#include "cyrus/core/state.h"
#include "cyrus/typing/params.h"

/* @op cy_enum_face(object name, object items, object doc) -> object new | null cold
 * enum.IntFlag(name, items, module=...): items is a dict of names and ints; doc is a str or None. */
CY_RARE PyObject *cy_enum_face(PyObject *name, PyObject *items, PyObject *doc)
{
    PyObject *cls = cy_from_module("enum", "IntFlag"), *args = PyTuple_Pack(2, name, items), *kw = NULL, *r = NULL;
    kw = Py_BuildValue("{s:O}", "module", CY(module_name));
    if (cls && args && kw) r = PyObject_Call(cls, args, kw);
    if (r && doc != Py_None && PyObject_SetAttrString(r, "__doc__", doc)) Py_CLEAR(r);
    Py_XDECREF(cls);
    Py_XDECREF(args);
    Py_XDECREF(kw);
    return r;
}
