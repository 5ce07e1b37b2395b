/* How a function is made, and bound to an object.
 * @light */
#pragma once
#include "cyrus/function/enter.h"

/* tp_descr_get: a new bound method, or the function for access on the class; NULL with an exception. */
CY_FN PyObject *cy_function_bind(PyObject *f, PyObject *o, PyObject *t)
{
    (void)t;
    return o ? PyMethod_New(f, o) : cy_ref(f);
}

/* @op cy_function(int index) -> object new | null
 * The function of this row of CY(functions). */
CY_FN PyObject *cy_function(int index)
{
    const cy_def *d = &CY(functions)[index];
    cy_func *f = PyObject_GC_New(cy_func, (PyTypeObject *)CY(function_type));
    if (!f) return NULL;
    memset((char *)f + sizeof(PyObject), 0, sizeof *f - sizeof(PyObject));
    f->call = d->call;
    f->def = d;
    f->name = cy_ref(CY(strings)[d->name]);
    f->qualname = cy_ref(CY(strings)[d->qualname]);
    f->module = cy_ref(CY(module_name));
    PyObject_GC_Track((PyObject *)f);
    return (PyObject *)f;
}

/* @op cy_method(int index, object type) -> object new | null
 * The function of this row as a method of an extension type: what it is called with first is checked. */
CY_FN PyObject *cy_method(int index, PyObject *type)
{
    PyObject *f = cy_function(index);
    if (!f) return NULL;
    ((cy_func *)f)->self_type = cy_ref(type);
    ((cy_func *)f)->call = cy_enter_method;
    return f;
}
