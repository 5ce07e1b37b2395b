/* Structural pattern matching (PEP 634). */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/object/attr.h"

#if PY_VERSION_HEX < 0x030A0000
/* Whether o is an instance of this class of collections.abc; 3.10 has a flag for it. */
CY_RARE int cy_is_abc(PyObject *o, const char *name)
{
    PyObject *m = PyImport_ImportModule("collections.abc"), *t = m ? PyObject_GetAttrString(m, name) : NULL;
    int r = t ? PyObject_IsInstance(o, t) : -1;
    Py_XDECREF(m);
    Py_XDECREF(t);
    return r;
}
#endif
/* @op cy_match_sequence(object o) -> int | neg
 * Whether a sequence pattern may match o. */
CY_FN int cy_match_sequence(PyObject *o)
{
#if PY_VERSION_HEX >= 0x030A0000
    return (Py_TYPE(o)->tp_flags & Py_TPFLAGS_SEQUENCE) != 0;
#else
    if (PyList_Check(o) || PyTuple_Check(o)) return 1;
    if (PyUnicode_Check(o) || PyBytes_Check(o) || PyByteArray_Check(o)) return 0;
    return cy_is_abc(o, "Sequence");
#endif
}
/* @op cy_match_mapping(object o) -> int | neg
 * Whether a mapping pattern may match o. */
CY_FN int cy_match_mapping(PyObject *o)
{
#if PY_VERSION_HEX >= 0x030A0000
    return (Py_TYPE(o)->tp_flags & Py_TPFLAGS_MAPPING) != 0;
#else
    return PyDict_Check(o) ? 1 : cy_is_abc(o, "Mapping");
#endif
}

/* @op cy_match_keys(object m, object* keys, Py_ssize_t n, out object* values) -> int | neg
 * {key: value, ...}: 1 and the values of all keys, 0 if one is missing. Keys must differ. */
CY_FN int cy_match_keys(PyObject *m, PyObject *const *keys, Py_ssize_t n, PyObject **values)
{
    PyObject *get = NULL, *seen = NULL, *missing = NULL;
    Py_ssize_t i;
    int c = 0;
    if (!n) return 1;
    if (!(get = PyObject_GetAttr(m, CY_S(get))) || !(seen = PySet_New(NULL)) || !(missing = PyDict_New())) c = -1;
    for (i = 0; !c && i < n; i++) {
        if ((c = PySet_Contains(seen, keys[i]))) {
            if (c > 0) PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", keys[i]);
            c = -1;
        } else if (PySet_Add(seen, keys[i]) || !(values[i] = PyObject_CallFunctionObjArgs(get, keys[i], missing, NULL))) {
            c = -1;
        } else if (values[i] == missing) {
            i++;
            c = 1;
        }
        if (c) break;
    }
    if (c) {
        if (c < 0) i = i < n ? i : n;
        while (i-- > 0) Py_CLEAR(values[i]);
    }
    Py_XDECREF(get);
    Py_XDECREF(seen);
    Py_XDECREF(missing);
    return c < 0 ? -1 : !c;
}

/* @op cy_match_rest(object m, object* keys, Py_ssize_t n) -> object new | null
 * **rest: a dict of the mapping without these keys. */
CY_FN PyObject *cy_match_rest(PyObject *m, PyObject *const *keys, Py_ssize_t n)
{
    PyObject *r = PyDict_New();
    Py_ssize_t i;
    if (!r || PyDict_Update(r, m)) return Py_XDECREF(r), (PyObject *)NULL;
    for (i = 0; i < n; i++)
        if (PyDict_DelItem(r, keys[i])) return Py_DECREF(r), (PyObject *)NULL;
    return r;
}

/* One attribute of a class pattern: 1, 0 if it is not there, -1. */
CY_FN int cy_match_attr(PyObject *o, PyObject *cls, PyObject *name, PyObject *seen, PyObject **value)
{
    int c = PySet_Contains(seen, name);
    if (c > 0) PyErr_Format(PyExc_TypeError, "%.200s() got multiple sub-patterns for attribute %R", ((PyTypeObject *)cls)->tp_name, name);
    if (c || PySet_Add(seen, name)) return -1;
    return cy_findattr(o, name, value);
}

/* @op cy_match_class(object o, object cls, Py_ssize_t positional, object names, out object* values) -> int | neg
 * cls(a, b, name=c): 1 and the values of all sub-patterns, positional ones first, then those of the tuple names; 0 if o does not match. */
CY_FN int cy_match_class(PyObject *o, PyObject *cls, Py_ssize_t positional, PyObject *names, PyObject **values)
{
    PyObject *args = NULL, *seen;
    Py_ssize_t i = 0, k, n = PyTuple_GET_SIZE(names);
    int c, self = 0;
    if (!PyType_Check(cls)) return PyErr_Format(PyExc_TypeError, PY_VERSION_HEX < 0x030C0000 ? "called match pattern must be a type" : "called match pattern must be a class"), -1;
    if ((c = PyObject_IsInstance(o, cls)) <= 0) return c;
    if (!(seen = PySet_New(NULL))) return -1;
    if (positional) {
        if ((c = cy_findattr(cls, CY_S(match_args), &args)) < 0) goto done;
        if (c && !PyTuple_CheckExact(args)) {
            PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", ((PyTypeObject *)cls)->tp_name, Py_TYPE(args)->tp_name);
            c = -1;
            goto done;
        }
        if (!c) {
#if PY_VERSION_HEX >= 0x030A0000
            self = (((PyTypeObject *)cls)->tp_flags & _Py_TPFLAGS_MATCH_SELF) != 0;
#else
            self = PyObject_IsSubclass(cls, (PyObject *)&PyLong_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PyFloat_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PyUnicode_Type)
                || PyType_IsSubtype((PyTypeObject *)cls, &PyBytes_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PyByteArray_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PyList_Type)
                || PyType_IsSubtype((PyTypeObject *)cls, &PyTuple_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PyDict_Type) || PyType_IsSubtype((PyTypeObject *)cls, &PySet_Type)
                || PyType_IsSubtype((PyTypeObject *)cls, &PyFrozenSet_Type);
#endif
        }
        k = self ? 1 : args ? PyTuple_GET_SIZE(args) : 0;
        if (k < positional) {
            PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", ((PyTypeObject *)cls)->tp_name, k, k == 1 ? "" : "s", positional);
            c = -1;
            goto done;
        }
        if (self) values[i++] = cy_ref(o);
        for (; i < positional; i++) {
            PyObject *name = PyTuple_GET_ITEM(args, i);
            if (!PyUnicode_CheckExact(name)) {
                PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %.200s)", Py_TYPE(name)->tp_name);
                c = -1;
                goto done;
            }
            if ((c = cy_match_attr(o, cls, name, seen, &values[i])) <= 0) goto done;
        }
    }
    for (k = 0; k < n; k++, i++)
        if ((c = cy_match_attr(o, cls, PyTuple_GET_ITEM(names, k), seen, &values[i])) <= 0) goto done;
    c = 1;
done:
    if (c <= 0)
        while (i-- > 0) Py_CLEAR(values[i]);
    Py_XDECREF(args);
    Py_DECREF(seen);
    return c;
}
