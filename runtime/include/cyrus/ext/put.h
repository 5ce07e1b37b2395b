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

/* @op cy_ext_set_name(object type, object name) -> int | neg cold
 * Tells the attribute of this name of a new type where it is: __set_name__, if its type has that (PEP 487). */
CY_RARE int cy_ext_set_name(PyObject *type, PyObject *name)
{
    PyObject *v = PyDict_GetItemWithError(((PyTypeObject *)type)->tp_dict, name), *f, *r;
    if (!v || !(f = PyObject_GetAttrString((PyObject *)Py_TYPE(v), "__set_name__"))) {
        if (!v || !PyErr_ExceptionMatches(PyExc_AttributeError)) return PyErr_Occurred() ? -1 : 0;
        PyErr_Clear();
        return 0;
    }
    Py_INCREF(v);
    r = PyObject_CallFunctionObjArgs(f, v, type, name, NULL);
    Py_DECREF(f);
    Py_DECREF(v);
    Py_XDECREF(r);
    return r ? 0 : -1;
}
