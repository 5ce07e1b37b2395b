/* Calls of methods, o.name(...), without making a bound method. */
#pragma once
#include "cyrus/object/call.h"
#include "cyrus/object/lookup.h"

/* What o.name(...) calls, as far as the look-up knows: a new reference in *f, and 1 for a function that wants o first, 2 for one of our
 * own kind, 3 for an object that o itself has; 0 and NULL where nothing is known; -1 on error.
 * @uses CY_CONSTRUCT */
CY_FN int cy_find_method(PyObject *o, PyObject *name, PyObject **f)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_lookup *row = cy_lookup_row(t, name);
    PyObject *own;
    int calls, c;
    *f = NULL;
    if (!row || !row->calls) return 0;
    calls = row->calls;
    *f = cy_ref(row->found);
#if CY_HAS_VALUES
    if (row->own == CY_OWN_VALUES) {
        PyObject **v = cy_values(o);
        if (v ? row->at < 0 || !v[row->at] : !cy_values_dict(o)) return calls;
    }
#endif
    if (row->own == CY_OWN_NONE || !(c = cy_own_attribute(row, o, &own))) return calls;
    Py_SETREF(*f, own);
    return c < 0 ? -1 : 3;
}

/* Calls what cy_find_method found as `how` for args[0]; takes f over. */
CY_FN PyObject *cy_call_found(int how, PyObject *f, PyObject **args, Py_ssize_t n, PyObject *names)
{
    vectorcallfunc call = how == 2 ? *(vectorcallfunc *)(void *)((char *)f + Py_TYPE(f)->tp_vectorcall_offset) : PyObject_Vectorcall;
    PyObject *r = call(f, args + (how == 3), (size_t)(n - (how == 3)) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
    Py_DECREF(f);
    return r;
}

/* @op cy_methodv(object name, object* args, Py_ssize_t n) -> object new | null consumes
 * args[0].name(*args[1:]), for a name that is a constant of the module; n counts args[0] too. */
CY_FN PyObject *cy_methodv(PyObject *name, PyObject **args, Py_ssize_t n, int own)
{
    PyObject *f, *r = NULL;
    int how = cy_find_method(args[0], name, &f);
    if (CY_LIKELY(how > 0)) r = cy_call_found(how, f, args, n, NULL);
    else if (!how) r = PyObject_VectorcallMethod(name, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    if (own & 1) Py_DECREF(name);
    cy_own_vector(args, n, own >> 1);
    return r;
}

#if PY_VERSION_HEX >= 0x030D0000 && PY_VERSION_HEX < 0x030E0000
/* Exported, but declared in a header of CPython's own. */
#ifdef __cplusplus
extern "C"
#endif
PyAPI_FUNC(int) _PyObject_GetMethod(PyObject *o, PyObject *name, PyObject **method);
#endif

/* @op cy_load_method(object o, object name, out int unbound) -> object new | null
 * What o.name(...) will call, for arguments that are evaluated later. unbound: it is a function that wants o first. */
CY_FN PyObject *cy_load_method(PyObject *o, PyObject *name, int *unbound)
{
    PyObject *m = NULL;
    int how = cy_find_method(o, name, &m);
    *unbound = how == 1 || how == 2;
    if (how) return m;
#if PY_VERSION_HEX < 0x030E0000
    *unbound = _PyObject_GetMethod(o, name, &m);
    return m;
#else
    return PyObject_GetAttr(o, name);
#endif
}
/* @op cy_call_method(object f, object* args, Py_ssize_t n, int unbound) -> object new | null consumes
 * Calls what cy_load_method gave for args[0] with the others; n counts args[0] too. */
CY_FN PyObject *cy_call_method(PyObject *f, PyObject **args, Py_ssize_t n, int unbound, int own)
{
    PyObject *r = PyObject_Vectorcall(f, args + !unbound, (size_t)(n - !unbound) | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    if (own & 1) Py_DECREF(f);
    cy_own_vector(args, n, own >> 1);
    return r;
}
/* @op cy_call_methodkw(object f, object* args, Py_ssize_t n, int unbound, object names) -> object new | null
 * The same with keywords: after n positional arguments (args[0] too) comes one value for each name of the tuple. */
CY_FN PyObject *cy_call_methodkw(PyObject *f, PyObject **args, Py_ssize_t n, int unbound, PyObject *names)
{
    return PyObject_Vectorcall(f, args + !unbound, (size_t)(n - !unbound) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

/* @op cy_methodkw(object name, object* args, Py_ssize_t n, object names) -> object new | null
 * The same with keywords: after n positional arguments (args[0] too) comes one value for each name of the tuple. */
CY_FN PyObject *cy_methodkw(PyObject *name, PyObject **args, Py_ssize_t n, PyObject *names)
{
    PyObject *f;
    int how = cy_find_method(args[0], name, &f);
    if (how < 0) return NULL;
    if (how) return cy_call_found(how, f, args, n, names);
    return PyObject_VectorcallMethod(name, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

/* @op cy_method0(object name, object o) -> object new | null consumes
 * o.name() */
CY_FN PyObject *cy_method0(PyObject *name, PyObject *o, int own)
{
    PyObject *v[2] = {NULL, o};
    return cy_methodv(name, v + 1, 1, own);
}
/* @op cy_method1(object name, object o, object a) -> object new | null consumes
 * o.name(a) */
CY_FN PyObject *cy_method1(PyObject *name, PyObject *o, PyObject *a, int own)
{
    PyObject *v[3] = {NULL, o, a};
    return cy_methodv(name, v + 1, 2, own);
}
/* @op cy_method2(object name, object o, object a, object b) -> object new | null consumes
 * o.name(a, b) */
CY_FN PyObject *cy_method2(PyObject *name, PyObject *o, PyObject *a, PyObject *b, int own)
{
    PyObject *v[4] = {NULL, o, a, b};
    return cy_methodv(name, v + 1, 3, own);
}
/* @op cy_method3(object name, object o, object a, object b, object c) -> object new | null consumes
 * o.name(a, b, c) */
CY_FN PyObject *cy_method3(PyObject *name, PyObject *o, PyObject *a, PyObject *b, PyObject *c, int own)
{
    PyObject *v[5] = {NULL, o, a, b, c};
    return cy_methodv(name, v + 1, 4, own);
}
