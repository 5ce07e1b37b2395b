/* Calls of extension types: an instance is made and initialised without a tuple for its arguments.
 *
 * For types whose own code and all of whose bases take no arguments in tp_new, so it goes into tp_vectorcall (3.9 and
 * later; heap subclasses do not inherit it). */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/core/prelude.h"
#include "cyrus/core/state.h"
#include "cyrus/function/def.h"
#include "cyrus/object/lookup.h"

/* As type.__call__ does it: whatever __init__ is. */
CY_FN PyObject *cy_ext_call_any(PyObject *t, PyObject *const *args, Py_ssize_t n, PyObject *names)
{
    Py_ssize_t i;
    PyObject *all = PyTuple_New(n), *kw = NULL, *r = NULL;
    if (!all) return NULL;
    for (i = 0; i < n; i++) PyTuple_SET_ITEM(all, i, cy_ref(args[i]));
    if (names && !(kw = PyDict_New())) goto out;
    for (i = 0; names && i < PyTuple_GET_SIZE(names); i++)
        if (PyDict_SetItem(kw, PyTuple_GET_ITEM(names, i), args[n + i])) goto out;
    r = PyType_Type.tp_call(t, all, kw);
out:
    Py_DECREF(all);
    Py_XDECREF(kw);
    return r;
}

/* The __init__ of a type, borrowed, or NULL: that of the last one that was asked for is remembered. A type that changes gets a
 * new version, and no version is used twice. */
CY_FN PyObject *cy_ext_init(PyTypeObject *t)
{
    static PyTypeObject *last;
    static PyObject *init;
    static unsigned version;
    if (CY_LIKELY(t == last && version && CY_VERSION(t) == version)) return init;
    init = _PyType_Lookup(t, CY_S(init));
    last = t;
    version = CY_VERSION(t);
    return init;
}

/* The vectorcall of such a type: new | null. */
CY_FN PyObject *cy_ext_call(PyObject *t, PyObject *const *args, size_t nf, PyObject *names)
{
    PyObject *init = cy_ext_init((PyTypeObject *)t), *some[8], **v = some, *before, *o, *r;
    Py_ssize_t n = CY_N(nf), i, all = n + (names ? PyTuple_GET_SIZE(names) : 0);
    int has_room = (nf & PY_VECTORCALL_ARGUMENTS_OFFSET) != 0;
    if (CY_UNLIKELY(!init || (PyObject *)Py_TYPE(init) != CY(function_type) || (!has_room && all > 7))) return cy_ext_call_any(t, args, n, names);
    if (!(o = ((PyTypeObject *)t)->tp_new((PyTypeObject *)t, NULL, NULL))) return NULL;
    if (has_room) v = (PyObject **)args - 1;
    else for (i = 0; i < all; i++) some[i + 1] = args[i];
    before = has_room ? v[0] : NULL;
    v[0] = o;
    Py_INCREF(init);
    r = (((cy_func *)init)->self_type == t ? ((cy_func *)init)->def->call : ((cy_func *)init)->call)(init, v, (size_t)n + 1, names);
    Py_DECREF(init);
    v[0] = before;
    if (CY_LIKELY(r == Py_None)) {
        Py_DECREF(r);
        return o;
    }
    if (r) {
        PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(r)->tp_name);
        Py_DECREF(r);
    }
    Py_DECREF(o);
    return NULL;
}
