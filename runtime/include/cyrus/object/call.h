/* Calls. A vector of arguments has one spare slot before it, so that a method can put its self there. */
#pragma once
#include "cyrus/function/def.h"
#include "cyrus/object/construct.h"

/* Drops the operands of a vector whose bit is set. */
CY_INLINE void cy_own_vector(PyObject *const *v, Py_ssize_t n, int own)
{
    for (; own && n > 0; n--, v++, own >>= 1)
        if (own & 1) Py_DECREF(*v);
}

/* f(*args) without keywords; the slot before args is free. Functions of this module are called straight: they keep to the
 * rule that a result and an exception exclude each other, which is looked into for others.
 * @weak CY_CONSTRUCT */
CY_INLINE PyObject *cy_vector(PyObject *f, PyObject **args, Py_ssize_t n)
{
    size_t nf = (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET;
#ifdef CY_CONSTRUCT
    PyObject *r;
#endif
    if (Py_TYPE(f) == (PyTypeObject *)CY(function_type)) return ((cy_func *)f)->call(f, args, nf, NULL);
#ifdef CY_CONSTRUCT
    if (CY_CONSTRUCT(f, args, n, NULL, &r)) return r;
#endif
    return PyObject_Vectorcall(f, args, nf, NULL);
}

/* @op cy_callv(object f, object* args, Py_ssize_t n) -> object new | null consumes
 * f(*args) */
CY_FN PyObject *cy_callv(PyObject *f, PyObject **args, Py_ssize_t n, int own)
{
    PyObject *r = cy_vector(f, args, n);
    if (own & 1) Py_DECREF(f);
    cy_own_vector(args, n, own >> 1);
    return r;
}

/* @op cy_callkw(object f, object* args, Py_ssize_t n, object names) -> object new | null
 * A call with keywords: n positional arguments in args, then one value for each name of the tuple.
 * @weak CY_CONSTRUCT */
CY_FN PyObject *cy_callkw(PyObject *f, PyObject **args, Py_ssize_t n, PyObject *names)
{
#ifdef CY_CONSTRUCT
    PyObject *r;
    if (CY_CONSTRUCT(f, args, n, names, &r)) return r;
#endif
    return PyObject_Vectorcall(f, args, (size_t)n | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

/* @op cy_call0(object f) -> object new | null consumes
 * f() */
CY_FN PyObject *cy_call0(PyObject *f, int own)
{
    PyObject *v[1] = {NULL}, *r = cy_vector(f, v + 1, 0);
    CY_OWN1(f);
    return r;
}
/* @op cy_call1(object f, object a) -> object new | null consumes
 * f(a) */
CY_FN PyObject *cy_call1(PyObject *f, PyObject *a, int own)
{
    PyObject *v[2] = {NULL, a}, *r = cy_vector(f, v + 1, 1);
    if (own) {
        if (own & 1) Py_DECREF(f);
        if (own & 2) Py_DECREF(a);
    }
    return r;
}
/* @op cy_call2(object f, object a, object b) -> object new | null consumes
 * f(a, b) */
CY_FN PyObject *cy_call2(PyObject *f, PyObject *a, PyObject *b, int own)
{
    PyObject *v[3] = {NULL, a, b}, *r = cy_vector(f, v + 1, 2);
    if (own) {
        if (own & 1) Py_DECREF(f);
        if (own & 2) Py_DECREF(a);
        if (own & 4) Py_DECREF(b);
    }
    return r;
}
/* @op cy_call3(object f, object a, object b, object c) -> object new | null consumes
 * f(a, b, c) */
CY_FN PyObject *cy_call3(PyObject *f, PyObject *a, PyObject *b, PyObject *c, int own)
{
    PyObject *v[4] = {NULL, a, b, c}, *r = cy_vector(f, v + 1, 3);
    if (own) {
        if (own & 1) Py_DECREF(f);
        if (own & 2) Py_DECREF(a);
        if (own & 4) Py_DECREF(b);
        if (own & 8) Py_DECREF(c);
    }
    return r;
}
/* @op cy_call4(object f, object a, object b, object c, object d) -> object new | null consumes
 * f(a, b, c, d) */
CY_FN PyObject *cy_call4(PyObject *f, PyObject *a, PyObject *b, PyObject *c, PyObject *d, int own)
{
    PyObject *v[5] = {NULL, a, b, c, d}, *r = cy_vector(f, v + 1, 4);
    if (own) {
        if (own & 1) Py_DECREF(f);
        if (own & 2) Py_DECREF(a);
        if (own & 4) Py_DECREF(b);
        if (own & 8) Py_DECREF(c);
        if (own & 16) Py_DECREF(d);
    }
    return r;
}
