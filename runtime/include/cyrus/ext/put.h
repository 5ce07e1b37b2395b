/* Methods that are put into the dictionary of a new type.
 * @cold */
#pragma once
#include "cyrus/ext/type.h"

/* staticmethod(f) and classmethod(f) of a new function, which is taken over; NULL stays NULL. */
CY_RARE PyObject *cy_static_method(PyObject *f)
{
    PyObject *m = f ? PyStaticMethod_New(f) : NULL;
    Py_XDECREF(f);
    return m;
}
CY_RARE PyObject *cy_class_method(PyObject *f)
{
    PyObject *m = f ? PyClassMethod_New(f) : NULL;
    Py_XDECREF(f);
    return m;
}

/* An attribute of a new type; the value is taken over. 0 or -1. */
CY_RARE int cy_ext_put_new(PyObject *type, PyObject *name, PyObject *v)
{
    int r = cy_ext_put(type, name, v);
    Py_DECREF(v);
    return r;
}
