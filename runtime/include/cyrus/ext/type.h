/* Making extension types, and what their slots share.
 * @cold */
#pragma once
#include "cyrus/compat/type.h"
#include "cyrus/core/names.h"
#include "cyrus/core/state.h"
#include "cyrus/ext/life.h"

/* @op cy_ext_type(PyType_Spec *spec, object bases) -> object new | null cold
 * The type of a `cdef class`, set as an attribute of the module. bases is a tuple. The spec's name is "module.Class". */
CY_RARE PyObject *cy_ext_type(PyType_Spec *spec, PyObject *bases)
{
    const char *name = strrchr(spec->name, '.');
    PyObject *t;
    t = PyType_FromSpecWithBases(spec, bases);
    if (t && PyDict_SetItemString(CY(dict), name ? name + 1 : spec->name, t)) Py_CLEAR(t);
    return t;
}

/* @op cy_ext_put(object type, object name, object v) -> int | neg cold
 * An attribute of a new type: a method, a class variable. */
CY_RARE int cy_ext_put(PyObject *type, PyObject *name, PyObject *v)
{
    int r = PyDict_SetItem(((PyTypeObject *)type)->tp_dict, name, v);
    PyType_Modified((PyTypeObject *)type);
    return r;
}

/* @op cy_ext_modified(object type) -> void | never cold
 * After code has stored names in the dictionary of a new type. */
CY_RARE void cy_ext_modified(PyObject *type) { PyType_Modified((PyTypeObject *)type); }

/* At the start of tp_dealloc of a type with finalizers: whether the object lives on. */
CY_FN int cy_ext_revived(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (!t->tp_finalize || (PyType_IS_GC(t) && PyObject_GC_IsFinalized(o))) return 0;
    return PyObject_CallFinalizerFromDealloc(o) < 0;
}

/* Runs the user's __dealloc__ on an object without references: it may borrow and drop one, and exceptions pass it by. */
CY_FN void cy_ext_user_dealloc(PyObject *o, void (*f)(PyObject *))
{
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    Py_SET_REFCNT(o, Py_REFCNT(o) + 1);
    f(o);
    Py_SET_REFCNT(o, Py_REFCNT(o) - 1);
    PyErr_Restore(t, v, b);
}

/* tp_dealloc and tp_clear, tp_traverse of the nearest base that has other ones than `mine`: types from elsewhere. */
CY_FN void cy_ext_base_dealloc(PyObject *o, destructor mine)
{
    PyTypeObject *t = Py_TYPE(o);
    while (t && t->tp_dealloc != mine) t = t->tp_base;
    while (t && t->tp_dealloc == mine) t = t->tp_base;
    if (t) t->tp_dealloc(o);
    else cy_ext_free(o);
}
CY_FN int cy_ext_base_traverse(PyObject *o, visitproc visit, void *arg, traverseproc mine)
{
    PyTypeObject *t = Py_TYPE(o);
    while (t && t->tp_traverse != mine) t = t->tp_base;
    while (t && t->tp_traverse == mine) t = t->tp_base;
    return t && t->tp_traverse ? t->tp_traverse(o, visit, arg) : 0;
}
CY_FN int cy_ext_base_clear(PyObject *o, inquiry mine)
{
    PyTypeObject *t = Py_TYPE(o);
    while (t && t->tp_clear != mine) t = t->tp_base;
    while (t && t->tp_clear == mine) t = t->tp_base;
    return t && t->tp_clear ? t->tp_clear(o) : 0;
}
