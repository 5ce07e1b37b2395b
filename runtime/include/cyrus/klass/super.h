/* super().name(...) without an object of the type super, for methods of instances. */
#pragma once
#include "cyrus/klass/cell.h"
#include "cyrus/object/method.h"

/* What a name means to instances of a class behind another class in its order of bases, remembered as in object/lookup.h. */
typedef struct { PyObject *name, *behind, *found; unsigned version; } cy_super_row;
static cy_super_row cy_super_rows[32];

/* The attribute of the class behind another one in the order of t's bases, if that can be remembered and is a function that takes the instance
 * first: borrowed, else NULL. */
CY_FN PyObject *cy_super_find(PyTypeObject *t, PyObject *behind, PyObject *name)
{
    cy_super_row *row = &cy_super_rows[(((size_t)t >> 6) ^ ((size_t)name >> 4) ^ ((size_t)behind >> 5)) & 31];
    PyObject *mro = t->tp_mro, *found = NULL, *dict;
    Py_ssize_t i, n = mro ? PyTuple_GET_SIZE(mro) : 0;
    unsigned version = CY_VERSION(t);
    if (CY_HIT(row, t, name) && row->behind == behind) return row->found;
    for (i = 0; i < n && PyTuple_GET_ITEM(mro, i) != behind;) i++;
    while (++i < n && !found) {
#if PY_VERSION_HEX >= 0x030C0000
        dict = PyType_GetDict((PyTypeObject *)PyTuple_GET_ITEM(mro, i));
#else
        dict = ((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict;
        Py_XINCREF(dict);
#endif
        found = dict ? PyDict_GetItemWithError(dict, name) : NULL;
        Py_XDECREF(dict);
        if (PyErr_Occurred()) return PyErr_Clear(), (PyObject *)NULL;
    }
    if (!found || !(Py_TYPE(found)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) || !version || CY_VERSION(t) != version) return NULL;
    row->name = name;
    row->behind = behind;
    row->found = found;
    row->version = version;
    return found;
}

/* @op cy_super_method(object class, object self, object name, out int unbound) -> object new | null
 * What super().name(...) calls: class and self as for cy_super. unbound: it is a function that wants self first. */
CY_FN PyObject *cy_super_method(PyObject *cls, PyObject *self, PyObject *name, int *unbound)
{
    PyObject *f, *s;
    *unbound = 0;
    if (cls && self && PyType_Check(cls) && !PyType_Check(self) && PyType_IsSubtype(Py_TYPE(self), (PyTypeObject *)cls)) {
        if (!CY_VERSION(Py_TYPE(self))) _PyType_Lookup(Py_TYPE(self), name);            /* gives it one */
        if ((f = cy_super_find(Py_TYPE(self), cls, name))) {
            *unbound = 1;
            return cy_ref(f);
        }
    }
    if (!(s = cy_super(cls, self))) return NULL;
    f = PyObject_GetAttr(s, name);
    Py_DECREF(s);
    return f;
}

/* @op cy_bare_super(object given) -> object new | null cold
 * super() in a function that stands in no class, or (given is NULL) has no argument: RuntimeError. Always NULL. */
CY_RARE PyObject *cy_bare_super(PyObject *given)
{
    PyErr_SetString(PyExc_RuntimeError, given ? "super(): __class__ cell not found" : "super(): no arguments");
    return NULL;
}
