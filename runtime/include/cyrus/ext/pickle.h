/* Pickling of extension types that say nothing of it themselves: what __reduce_cython__ gives, and what makes an object of
 * it again. The state is a tuple of the attributes in the order of their names, then the __dict__ of objects that have one.
 * @cold */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/ext/type.h"

/* The __dict__ of an object, None if it has none; NULL on error. */
CY_RARE PyObject *cy_pickle_dict(PyObject *o)
{
    PyObject *d = PyObject_GetAttr(o, CY_S(dict_));
    if (d || !PyErr_ExceptionMatches(PyExc_AttributeError)) return d;
    PyErr_Clear();
    Py_RETURN_NONE;
}

/* @op cy_pickle(object self, object state, object rebuild, object sum, int later) -> object new | null cold
 * The result of __reduce_cython__: rebuild is called with the type, the checksum of the attributes' names and the state.
 * With `later`, or where there is a __dict__, the state follows once the object exists: it may lead back to it. */
CY_RARE PyObject *cy_pickle(PyObject *self, PyObject *state, PyObject *rebuild, PyObject *sum, int later)
{
    PyObject *dict = cy_pickle_dict(self), *r = NULL;
    if (!dict) return NULL;
    Py_INCREF(state);
    if (dict != Py_None) {
        PyObject *more = PyTuple_Pack(1, dict), *all = more ? PySequence_Concat(state, more) : NULL;
        Py_XDECREF(more);
        Py_DECREF(state);
        state = all;
        later = 1;
    }
    Py_DECREF(dict);
    if (!state) return NULL;
    if (later) r = Py_BuildValue("O(OOO)O", rebuild, (PyObject *)Py_TYPE(self), sum, Py_None, state);
    else r = Py_BuildValue("O(OOO)", rebuild, (PyObject *)Py_TYPE(self), sum, state);
    Py_DECREF(state);
    return r;
}

/* @op cy_unpickle(object cls, object type, object sum, object sums, object names, object state) -> object new | null cold
 * A new object of `type`, which derives from cls, with this state unless that is None. sums are the checksums, a tuple, of
 * the names: pickle.PickleError if `sum` is none of them. */
CY_RARE PyObject *cy_unpickle(PyObject *cls, PyObject *type, PyObject *sum, PyObject *sums, PyObject *names, PyObject *state)
{
    PyObject *o, *r;
    int known = PySequence_Contains(sums, sum);
    if (known < 0) return NULL;
    if (!known) {
        PyObject *pickle = PyImport_ImportModule("pickle"), *error = pickle ? PyObject_GetAttrString(pickle, "PickleError") : NULL;
        if (error) PyErr_Format(error, "Incompatible checksums (%S vs %S = (%U))", sum, sums, names);
        Py_XDECREF(error);
        Py_XDECREF(pickle);
        return NULL;
    }
    o = PyObject_CallMethodObjArgs(cls, CY_S(new), type, NULL);
    if (!o || state == Py_None) return o;
    r = PyObject_CallMethodObjArgs(cls, CY_S(setstate_cython), o, state, NULL);
    Py_XDECREF(r);
    if (!r) Py_CLEAR(o);
    return o;
}

/* @op cy_unpickle_check(object state, Py_ssize_t n) -> int | neg cold
 * TypeError, ValueError: the state is no tuple, or has not n items and at most one more. */
CY_RARE int cy_unpickle_check(PyObject *state, Py_ssize_t n)
{
    if (!PyTuple_Check(state)) {
        PyErr_Format(PyExc_TypeError, "the state must be a tuple, not %.200s", Py_TYPE(state)->tp_name);
        return -1;
    }
    if (PyTuple_GET_SIZE(state) == n || PyTuple_GET_SIZE(state) == n + 1) return 0;
    PyErr_Format(PyExc_ValueError, "the state has %zd items, not %zd", PyTuple_GET_SIZE(state), n);
    return -1;
}

/* @op cy_unpickle_dict(object self, object state, Py_ssize_t n) -> int | neg cold
 * Puts what follows the n attributes in a checked state into the object's __dict__, if it has one. */
CY_RARE int cy_unpickle_dict(PyObject *self, PyObject *state, Py_ssize_t n)
{
    PyObject *dict, *r = NULL;
    int ok;
    if (PyTuple_GET_SIZE(state) <= n) return 0;
    dict = cy_pickle_dict(self);
    ok = dict == Py_None;
    if (dict && !ok) r = PyObject_CallMethodObjArgs(dict, CY_S(update), PyTuple_GET_ITEM(state, n), NULL);
    ok = ok || r;
    Py_XDECREF(dict);
    Py_XDECREF(r);
    return ok ? 0 : -1;
}

/* Whether an attribute of the type is another one than that of `object`, and not called `ours`. -1 on error. */
CY_RARE int cy_pickle_own(PyObject *type, const char *name, const char *ours)
{
    PyObject *mine = PyObject_GetAttrString(type, name), *base, *called;
    int own;
    if (!mine) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        return 0;
    }
    base = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, name);
    if (!base) PyErr_Clear();
    own = mine != base;
    Py_XDECREF(base);
    called = own && ours ? PyObject_GetAttrString(mine, "__name__") : NULL;
    if (called) own = !PyUnicode_Check(called) || PyUnicode_CompareWithASCIIString(called, ours) != 0;
    else PyErr_Clear();
    Py_XDECREF(called);
    Py_DECREF(mine);
    return own;
}

/* @op cy_pickle_setup(object type) -> int | neg cold
 * Makes __reduce_cython__ and __setstate_cython__ of a new type what pickle uses, unless the type or a base says otherwise. */
CY_RARE int cy_pickle_setup(PyObject *type)
{
    static const char *const names[4] = {"__reduce__", "__reduce_cython__", "__setstate__", "__setstate_cython__"};
    int i, own = cy_pickle_own(type, "__reduce_ex__", NULL);
    if (!own) own = cy_pickle_own(type, "__getstate__", NULL);
    if (own) return own < 0 ? -1 : 0;
    for (i = 0; i < 4; i += 2) {
        PyObject *name, *v = PyDict_GetItemString(((PyTypeObject *)type)->tp_dict, names[i + 1]);
        own = cy_pickle_own(type, names[i], names[i + 1]);
        if (own < 0) return -1;
        if (own || !v) {
            if (i == 0) return 0;
            continue;
        }
        name = PyUnicode_InternFromString(names[i]);
        if (!name || cy_ext_put(type, name, v)) {
            Py_XDECREF(name);
            return -1;
        }
        Py_DECREF(name);
    }
    return 0;
}
