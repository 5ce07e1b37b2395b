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
CY_INLINE PyObject *cy_ext_init(PyTypeObject *t)
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

/* The end of an instance whose __init__ gave something else than None, or failed. Always NULL. */
CY_RARE PyObject *cy_ext_not_made(PyObject *o, PyObject *r)
{
    if (r) {
        PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(r)->tp_name);
        Py_DECREF(r);
    }
    Py_DECREF(o);
    return NULL;
}

/* The vectorcall of such a type: new | null. What is free in front of the arguments takes the instance. */
CY_FN PyObject *cy_ext_call(PyObject *t, PyObject *const *args, size_t nf, PyObject *names)
{
    PyObject *init = cy_ext_init((PyTypeObject *)t), *some[8], **v = (PyObject **)args - 1, *before, *o, *r;
    Py_ssize_t n = CY_N(nf);
    if (CY_UNLIKELY(!init || (PyObject *)Py_TYPE(init) != CY(function_type))) return cy_ext_call_any(t, args, n, names);
    if (CY_UNLIKELY(!(nf & PY_VECTORCALL_ARGUMENTS_OFFSET))) {
        size_t all = (size_t)n + (names ? (size_t)PyTuple_GET_SIZE(names) : 0);
        if (all > 7) return cy_ext_call_any(t, args, n, names);
        v = some;
        if (all) memcpy(v + 1, args, all * sizeof *v);
        v[0] = NULL;
    }
    if (!(o = ((PyTypeObject *)t)->tp_new((PyTypeObject *)t, NULL, NULL))) return NULL;
    before = v[0];
    v[0] = o;
#if PY_VERSION_HEX < 0x030A0000
    Py_INCREF(init);                                        /* later, types do not change */
#endif
    r = (((cy_func *)init)->self_type == t ? ((cy_func *)init)->def->call : ((cy_func *)init)->call)(init, v, (size_t)n + 1, names);
#if PY_VERSION_HEX < 0x030A0000
    Py_DECREF(init);
#endif
    v[0] = before;
    if (CY_UNLIKELY(r != Py_None)) return cy_ext_not_made(o, r);
    Py_DECREF(r);
    return o;
}

/* The function that a type's own __init__ is, of which this is the row of static data; NULL if it is something else. */
CY_RARE cy_func *cy_ext_own_init(PyObject *t, const struct cy_def *row)
{
    PyObject *f = _PyType_Lookup((PyTypeObject *)t, CY_S(init));
    return f && CY_IS_FUNCTION(f, row) && ((cy_func *)f)->self_type == t ? (cy_func *)f : NULL;
}

/* The same for a type with an __init__ of its own whose N parameters are positional:
 *
 *     CY_EXT_BEGIN(row, N) v[1] = CY_EXT_ARG(1); ... CY_EXT_END(tp_new, code of __init__, N)
 *
 * The arguments and what defaults give for the missing ones are laid out for that code. Since Python 3.10 these types do not
 * change, so the function is asked for once. */
#if PY_VERSION_HEX >= 0x030A0000
#define CY_EXT_BEGIN(row, N) \
    static cy_func *init; \
    PyObject *v[N], *o, *r; \
    Py_ssize_t n = CY_N(nf) + 1, first = 0; \
    if (CY_UNLIKELY(names || n > (N) || !(init || (init = cy_ext_own_init(t, CY(functions) + (row)))))) return cy_ext_call(t, args, nf, names); \
    if (n < (N) && (first = init->defaults ? PyTuple_GET_SIZE(init->defaults) - (N) : -(N)) + n < 0) return cy_ext_call(t, args, nf, names);
#define CY_EXT_ARG(i) ((i) < n ? args[(i) - 1] : PyTuple_GET_ITEM(init->defaults, first + (i)))
#define CY_EXT_END(make, code, N) \
    if (!(o = make((PyTypeObject *)t, NULL, NULL))) return NULL; \
    v[0] = o; \
    r = code((PyObject *)init, v, N, NULL); \
    if (CY_UNLIKELY(r != Py_None)) return cy_ext_not_made(o, r); \
    Py_DECREF(r); \
    return o;
#else
#define CY_EXT_BEGIN(row, N) PyObject *v[N];
#define CY_EXT_ARG(i) NULL
#define CY_EXT_END(make, code, N) \
    (void)v; \
    return cy_ext_call(t, args, nf, names);
#endif
