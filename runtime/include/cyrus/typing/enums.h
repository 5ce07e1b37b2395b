/* The Python face of a cpdef enum. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/core/state.h"
#include "cyrus/typing/params.h"

/* Since Python 3.11 only members of one bit are iterated; of a C enum all are meant, aliases apart. */
CY_RARE int cy_enum_all(PyObject *cls)
{
    PyObject *members = PyObject_GetAttrString(cls, "_member_map_"), *names = PyList_New(0), *name, *member;
    Py_ssize_t pos = 0;
    int r = members && names && PyDict_Check(members) ? 0 : -1;
    while (!r && PyDict_Next(members, &pos, &name, &member)) {
        PyObject *called = PyObject_GetAttrString(member, "_name_");
        r = called ? PyObject_RichCompareBool(called, name, Py_EQ) : -1;
        Py_XDECREF(called);
        r = r > 0 ? PyList_Append(names, name) : r;
    }
    r = r || PyObject_SetAttrString(cls, "_member_names_", names) ? -1 : 0;
    Py_XDECREF(members);
    Py_XDECREF(names);
    return r;
}

/* @op cy_enum_face(object name, object items, object doc) -> object new | null cold
 * enum.IntFlag(name, items, module=...): items is a dict of names and ints; doc is a str or None. */
CY_RARE PyObject *cy_enum_face(PyObject *name, PyObject *items, PyObject *doc)
{
    PyObject *cls = cy_from_module("enum", "IntFlag"), *args = PyTuple_Pack(2, name, items), *kw = NULL, *r = NULL;
    kw = Py_BuildValue("{s:O}", "module", CY(module_name));
    if (cls && args && kw) r = PyObject_Call(cls, args, kw);
    if (r && doc != Py_None && PyObject_SetAttrString(r, "__doc__", doc)) Py_CLEAR(r);
    if (r && cy_enum_all(r)) Py_CLEAR(r);
    Py_XDECREF(cls);
    Py_XDECREF(args);
    Py_XDECREF(kw);
    return r;
}

/* @op cy_enum_class(object module, object name) -> object new | null cold
 * The Python face of a cpdef enum of another module, which may have to be imported. Both are str. */
CY_RARE PyObject *cy_enum_class(PyObject *module, PyObject *name)
{
    PyObject *m = PyImport_Import(module), *r = NULL;
    Py_XDECREF(m);
    m = m ? PyImport_GetModule(module) : NULL;
    if (m) r = PyObject_GetAttr(m, name);
    else if (!PyErr_Occurred()) PyErr_Format(PyExc_ImportError, "no module named %R", module);
    Py_XDECREF(m);
    return r;
}

/* @op cy_enum_member(object module, object name, object value) -> object new | null
 * The member of a cpdef enum for an int; the int itself where the module, this one if it is None, has no such class (yet). */
CY_RARE PyObject *cy_enum_member(PyObject *module, PyObject *name, PyObject *value)
{
    PyObject *cls, *members, *r;
    if (module == Py_None) {
        cls = PyDict_GetItemWithError(CY(dict), name);
        Py_XINCREF(cls);
        if (!cls && PyErr_Occurred()) return NULL;
    }
    else if (!(cls = cy_enum_class(module, name))) return NULL;
    if (!cls || !PyType_Check(cls)) {
        Py_XDECREF(cls);
        Py_INCREF(value);
        return value;
    }
    members = PyObject_GetAttr(cls, CY_S(value2member));
    r = members && PyDict_Check(members) ? PyDict_GetItemWithError(members, value) : NULL;
    Py_XINCREF(r);
    Py_XDECREF(members);
    if (!r) {
        PyErr_Clear();
        r = PyObject_CallFunctionObjArgs(cls, value, NULL);
    }
    Py_DECREF(cls);
    return r;
}
