/* C methods: vtables, and the Python methods that override cpdef ones. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_vtable_set(object type, void *vtable) -> int | neg cold
 * Puts the vtable into the type's own dict, where importing modules look: a capsule without a name. */
CY_RARE int cy_vtable_set(PyObject *type, void *vtable)
{
    PyObject *c = PyCapsule_New(vtable, NULL, NULL);
    int r = c ? PyDict_SetItemString(((PyTypeObject *)type)->tp_dict, "__pyx_vtable__", c) : -1;
    Py_XDECREF(c);
    PyType_Modified((PyTypeObject *)type);
    return r;
}
/* @op cy_vtable_get(object type) -> void * | null cold
 * The vtable of an imported type. */
CY_RARE void *cy_vtable_get(PyObject *type)
{
    PyObject *c = PyDict_GetItemString(((PyTypeObject *)type)->tp_dict, "__pyx_vtable__");
    if (!c) return PyErr_Format(PyExc_RuntimeError, "invalid vtable found for imported type '%.200s'", ((PyTypeObject *)type)->tp_name);
    return PyCapsule_GetPointer(c, NULL);
}

/* @op cy_override(object self, object name, object own) -> object new | never
 * What a subclass or the instance has put in the place of a cpdef method: a bound method. NULL, without an exception, if the method is
 * still `own`, the object in the dict of the class that declares it. */
CY_FN PyObject *cy_override(PyObject *self, PyObject *name, PyObject *own)
{
    PyTypeObject *t = Py_TYPE(self);
    PyObject *r;
    if (!t->tp_dictoffset
#ifdef Py_TPFLAGS_MANAGED_DICT
        && !(t->tp_flags & Py_TPFLAGS_MANAGED_DICT)
#endif
        && CY_LIKELY(_PyType_Lookup(t, name) == own)) return NULL;
    if (!(r = PyObject_GetAttr(self, name))) return PyErr_Clear(), (PyObject *)NULL;
    if ((PyMethod_Check(r) && PyMethod_GET_FUNCTION(r) == own) || (PyCFunction_Check(r) && Py_TYPE(own) == &PyMethodDescr_Type
        && PyCFunction_GET_FUNCTION(r) == ((PyMethodDescrObject *)own)->d_method->ml_meth)) Py_CLEAR(r);
    return r;
}
