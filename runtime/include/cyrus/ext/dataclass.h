/* What extension types that are dataclasses (PEP 557) share: their fields are objects of Python's own `dataclasses`.
 * @cold */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/typing/params.h"

/* @op cy_dataclass_name(object name) -> object new | null cold
 * A name of the module `dataclasses`, a str. */
CY_RARE PyObject *cy_dataclass_name(PyObject *name)
{
    const char *s = PyUnicode_AsUTF8(name);
    return s ? cy_from_module("dataclasses", s) : NULL;
}

/* The field of this name of a class that is a dataclass: a new reference or NULL. */
CY_RARE PyObject *cy_dataclass_find(PyObject *type, PyObject *name)
{
    PyObject *fields = PyObject_GetAttr(type, CY_S(dataclass_fields)), *f = fields ? PyObject_GetItem(fields, name) : NULL;
    Py_XDECREF(fields);
    return f;
}

/* @op cy_dataclass_default(object type, object name) -> object new | null cold
 * The default of a field. */
CY_RARE PyObject *cy_dataclass_default(PyObject *type, PyObject *name)
{
    PyObject *f = cy_dataclass_find(type, name), *r = f ? PyObject_GetAttr(f, CY_S(default_)) : NULL;
    Py_XDECREF(f);
    return r;
}

/* @op cy_dataclass_make(object type, object name) -> object new | null cold
 * What the default factory of a field makes. */
CY_RARE PyObject *cy_dataclass_make(PyObject *type, PyObject *name)
{
    PyObject *f = cy_dataclass_find(type, name), *r = f ? PyObject_CallMethodObjArgs(f, CY_S(default_factory), NULL) : NULL;
    Py_XDECREF(f);
    return r;
}

/* @op cy_dataclass_field(object field, object name, object type, object kind, object kw_only) -> object new | null cold
 * Tells a new field what it is: kind is `_FIELD` or `_FIELD_INITVAR`. ValueError for a default that can be changed. */
CY_RARE PyObject *cy_dataclass_field(PyObject *field, PyObject *name, PyObject *type, PyObject *kind, PyObject *kw_only)
{
    PyObject *value = PyObject_GetAttr(field, CY_S(default_)), *what = cy_dataclass_name(kind);
    int bad = !value || !what;
    if (!bad && (PyList_Check(value) || PyDict_Check(value) || PySet_Check(value))) {
        PyErr_Format(PyExc_ValueError, "mutable default %R for field %U is not allowed: use default_factory", (PyObject *)Py_TYPE(value), name);
        bad = 1;
    }
    bad = bad || PyObject_SetAttrString(field, "name", name) || PyObject_SetAttrString(field, "type", type) || PyObject_SetAttrString(field, "_field_type", what);
#if PY_VERSION_HEX >= 0x030A0000
    bad = bad || PyObject_SetAttrString(field, "kw_only", kw_only);
#else
    (void)kw_only;
#endif
    Py_XDECREF(value);
    Py_XDECREF(what);
    if (bad) return NULL;
    Py_INCREF(field);
    return field;
}

/* @op cy_dataclass_fields(object type, object own) -> object new | null cold
 * __dataclass_fields__: those of the bases, the farthest first, then the dict of the type's own. */
CY_RARE PyObject *cy_dataclass_fields(PyObject *type, PyObject *own)
{
    PyObject *all = PyDict_New(), *mro = ((PyTypeObject *)type)->tp_mro;
    Py_ssize_t i;
    int bad = !all;
    for (i = PyTuple_GET_SIZE(mro) - 1; i > 0 && !bad; i--) {
        PyObject *more = PyObject_GetAttr(PyTuple_GET_ITEM(mro, i), CY_S(dataclass_fields));
        if (!more && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
        else bad = !more || PyDict_Update(all, more);
        Py_XDECREF(more);
    }
    if (bad || PyDict_Update(all, own)) Py_CLEAR(all);
    return all;
}

/* @op cy_dataclass_params(object flags) -> object new | null cold
 * __dataclass_params__: flags is a tuple of ten bools, of which CPython before 3.12 takes six. */
CY_RARE PyObject *cy_dataclass_params(PyObject *flags)
{
    PyObject *cls = cy_from_module("dataclasses", "_DataclassParams"), *args, *r = NULL;
    args = PyTuple_GetSlice(flags, 0, PY_VERSION_HEX >= 0x030C0000 ? 10 : 6);
    if (cls && args) r = PyObject_CallObject(cls, args);
    Py_XDECREF(cls);
    Py_XDECREF(args);
    return r;
}

/* @op cy_dataclass_repr(object self, object names, object values) -> object new | null cold
 * "Class(name=value, ...)", or "..." inside itself. Both are tuples. */
CY_RARE PyObject *cy_dataclass_repr(PyObject *self, PyObject *names, PyObject *values)
{
    PyObject *parts, *comma = NULL, *inner = NULL, *called = NULL, *r = NULL;
    Py_ssize_t i;
    int inside = Py_ReprEnter(self);
    if (inside) return inside < 0 ? NULL : PyUnicode_FromString("...");
    parts = PyList_New(0);
    for (i = 0; parts && i < PyTuple_GET_SIZE(names); i++) {
        PyObject *part = PyUnicode_FromFormat("%U=%R", PyTuple_GET_ITEM(names, i), PyTuple_GET_ITEM(values, i));
        if (!part || PyList_Append(parts, part)) Py_CLEAR(parts);
        Py_XDECREF(part);
    }
    if (parts) comma = PyUnicode_FromString(", ");
    if (comma) inner = PyUnicode_Join(comma, parts);
    if (inner) called = PyObject_GetAttr((PyObject *)Py_TYPE(self), CY_S(qualname));
    if (called) r = PyUnicode_FromFormat("%S(%U)", called, inner);
    Py_XDECREF(parts);
    Py_XDECREF(comma);
    Py_XDECREF(inner);
    Py_XDECREF(called);
    Py_ReprLeave(self);
    return r;
}

/* @op cy_same_class(object a, object b) -> int | never
 * Whether two objects are of exactly one class. */
CY_INLINE int cy_same_class(PyObject *a, PyObject *b)
{
    return Py_TYPE(a) == Py_TYPE(b);
}
