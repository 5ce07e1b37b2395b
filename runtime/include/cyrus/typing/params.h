/* Type parameters and aliases of PEP 695 and 696: made by the classes of typing, so that they are what the running Python has. */
#pragma once
#include "cyrus/core/prelude.h"

/* The attribute of a module that is imported here: a new reference or NULL. */
CY_RARE PyObject *cy_from_module(const char *module, const char *name)
{
    PyObject *m = PyImport_ImportModule(module), *r = m ? PyObject_GetAttrString(m, name) : NULL;
    Py_XDECREF(m);
    return r;
}

/* @op cy_type_param(object kind, object name, object bound, object default_) -> object new | null cold
 * typing.TypeVar and its like: kind is the class's name; bound and default_ are None where there is none. */
CY_RARE PyObject *cy_type_param(PyObject *kind, PyObject *name, PyObject *bound, PyObject *default_)
{
    PyObject *cls = cy_from_module("typing", PyUnicode_AsUTF8(kind)), *args, *kw = PyDict_New(), *r = NULL;
    int constraints = PyTuple_Check(bound);
    args = constraints ? PyTuple_New(PyTuple_GET_SIZE(bound) + 1) : PyTuple_Pack(1, name);
    if (cls && kw && args) {
        int bad = 0;
        if (constraints) {
            Py_ssize_t i;
            Py_INCREF(name);
            PyTuple_SET_ITEM(args, 0, name);
            for (i = 0; i < PyTuple_GET_SIZE(bound); i++) {
                Py_INCREF(PyTuple_GET_ITEM(bound, i));
                PyTuple_SET_ITEM(args, i + 1, PyTuple_GET_ITEM(bound, i));
            }
        } else if (bound != Py_None) bad = PyDict_SetItemString(kw, "bound", bound);
#if PY_VERSION_HEX >= 0x030D0000
        if (!bad && default_ != Py_None) bad = PyDict_SetItemString(kw, "default", default_);
#else
        (void)default_;
#endif
        if (!bad) r = PyObject_Call(cls, args, kw);
    }
    Py_XDECREF(cls);
    Py_XDECREF(args);
    Py_XDECREF(kw);
    return r;
}

/* @op cy_generic_base(object params) -> object new | null cold
 * typing.Generic[params] */
CY_RARE PyObject *cy_generic_base(PyObject *params)
{
    PyObject *g = cy_from_module("typing", "Generic"), *r = g ? PyObject_GetItem(g, params) : NULL;
    Py_XDECREF(g);
    return r;
}

/* @op cy_type_alias(object name, object params, object value) -> object new | null cold
 * type name[params] = value(): typing.TypeAliasType; before Python 3.12 the value itself. */
CY_RARE PyObject *cy_type_alias(PyObject *name, PyObject *params, PyObject *value)
{
    PyObject *v = PyObject_CallObject(value, NULL), *r = NULL;
    if (!v) return NULL;
#if PY_VERSION_HEX >= 0x030C0000
    {
        PyObject *cls = cy_from_module("typing", "TypeAliasType"), *args = PyTuple_Pack(2, name, v);
        PyObject *kw = Py_BuildValue("{s:O}", "type_params", params);
        if (cls && args && kw) r = PyObject_Call(cls, args, kw);
        Py_XDECREF(cls);
        Py_XDECREF(args);
        Py_XDECREF(kw);
        Py_DECREF(v);
    }
#else
    (void)name;
    (void)params;
    r = v;
#endif
    return r;
}

/* @op cy_setup_annotations(object ns) -> int | neg cold
 * Makes __annotations__ exist in a module's dict or a class namespace. */
CY_RARE int cy_setup_annotations(PyObject *ns)
{
    PyObject *name = PyUnicode_InternFromString("__annotations__"), *old = NULL, *d;
    int r = -1;
    if (!name) return -1;
    if (PyDict_CheckExact(ns)) {
        old = PyDict_GetItemWithError(ns, name);
        Py_XINCREF(old);
    } else if (!(old = PyObject_GetItem(ns, name)) && PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Clear();
    if (old) r = 0;
    else if (!PyErr_Occurred() && (d = PyDict_New())) {
        r = PyObject_SetItem(ns, name, d);
        Py_DECREF(d);
    }
    Py_XDECREF(old);
    Py_DECREF(name);
    return r;
}
