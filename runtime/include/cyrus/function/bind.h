/* Binding of the arguments of a call to the parameters of a function.
 *
 * `out` gets npos + nkwonly borrowed references; they stay valid as long as the call and the function do.
 * @light */
#pragma once
#include "cyrus/function/defaults.h"
#include "cyrus/function/fail.h"
#include <string.h>

/* The parameter that this keyword names, -1 if none, -2 on error. */
CY_FN Py_ssize_t cy_bind_named(const cy_def *d, PyObject *key)
{
    Py_ssize_t i, nt = d->npos + d->nkwonly;
    for (i = d->nposonly; i < nt; i++)
        if (CY_ARG_NAME(d, i) == key) return i;
    return cy_bind_equal(d, key);
}

/* The same, if nothing is given for it yet; else -1 with an exception. */
CY_FN Py_ssize_t cy_bind_find(cy_func *f, PyObject *key, PyObject **out)
{
    Py_ssize_t i = cy_bind_named(f->def, key);
    if (CY_LIKELY(i >= 0 && !out[i])) return i;
    if (i == -1) cy_bad_keyword(f, key);
    else if (i >= 0) cy_bad_twice(f, key);
    return -1;
}

/* The default of the parameter at i, or NULL. */
CY_INLINE PyObject *cy_bind_default(cy_func *f, Py_ssize_t i)
{
    Py_ssize_t k = i - f->def->npos;
    if (k < 0) return f->defaults && (k += PyTuple_GET_SIZE(f->defaults)) >= 0 ? PyTuple_GET_ITEM(f->defaults, k) : NULL;
    return f->kwvals && PyTuple_GET_ITEM(f->kwvals, k) != CY_NO_DEFAULT ? PyTuple_GET_ITEM(f->kwvals, k) : NULL;
}

/* Fills what is still NULL in out[n ...] from the defaults. 0, or -1. */
CY_FN int cy_bind_rest(cy_func *f, Py_ssize_t n, PyObject **out)
{
    const cy_def *d = f->def;
    Py_ssize_t i, np = d->npos, nt = np + d->nkwonly;
    if (nt > np && f->kwdict && cy_kwdefaults_again(f)) return -1;
    for (i = n; i < nt; i++)
        if (!out[i] && !(out[i] = cy_bind_default(f, i))) return i < np ? cy_bad_count(f, i) : cy_bad_missing(f, CY_ARG_NAME(d, i));
    return 0;
}

/* All that cy_bind does. */
CY_FN int cy_bind_any(cy_func *f, PyObject *const *args, Py_ssize_t n, PyObject *kw, PyObject **out)
{
    const cy_def *d = f->def;
    Py_ssize_t i, at, k = 0, nt = d->npos + d->nkwonly, nk = kw ? PyTuple_GET_SIZE(kw) : 0;
    if (CY_UNLIKELY(nk && (d->flags & CY_NO_KEYWORDS))) return cy_bad_keywords(f);
    if (n > d->npos) { cy_bad_count(f, n); goto bad; }
    for (i = 0; i < n; i++) out[i] = args[i];
    /* keywords are mostly in the order of the parameters, and what is not given has a default: one walk finds all of them */
    if (n >= d->nposonly && !f->kwdict)
        for (; i < nt; i++) {
            if (k < nk && CY_ARG_NAME(d, i) == PyTuple_GET_ITEM(kw, k)) out[i] = args[n + k++];
            else if (!(out[i] = cy_bind_default(f, i))) break;
        }
    if (i == nt && k == nk) return 0;
    for (i = n; i < nt; i++) out[i] = NULL;
    for (k = 0; k < nk; k++) {
        if ((at = cy_bind_find(f, PyTuple_GET_ITEM(kw, k), out)) < 0) goto bad;
        out[at] = args[n + k];
    }
    if (!cy_bind_rest(f, n, out)) return 0;
bad:
    return cy_bad_call(f, args, n, kw);
}

/* For functions without *args and **kwargs. kw is a tuple of names or NULL. 0, or -1. */
CY_FN int cy_bind(cy_func *f, PyObject *const *args, Py_ssize_t n, PyObject *kw, PyObject **out)
{
    const cy_def *d = f->def;
    Py_ssize_t i, k, np = d->npos;
    if (!kw && f->defaults && n < np && !d->nkwonly && (k = PyTuple_GET_SIZE(f->defaults) - np) + n >= 0) {
        for (i = 0; i < n; i++) out[i] = args[i];
        for (; i < np; i++) out[i] = PyTuple_GET_ITEM(f->defaults, i + k);
        return 0;
    }
    return cy_bind_any(f, args, n, kw, out);
}

/* The same for functions with *args or **kwargs: behind the others, out gets a new tuple and a new dict, as far as the
 * function has them. On error out owns nothing. */
CY_FN int cy_bind_star(cy_func *f, PyObject *const *args, Py_ssize_t n, PyObject *kw, PyObject **out)
{
    const cy_def *d = f->def;
    Py_ssize_t i, k, np = d->npos, nt = np + d->nkwonly, nk = kw ? PyTuple_GET_SIZE(kw) : 0, have = n < np ? n : np;
    PyObject *rest = NULL, *more = NULL;
    if (n > np && !(d->flags & CY_VARARGS)) { cy_bad_count(f, n); goto bad; }
    if ((d->flags & CY_VARKEYWORDS) && !(more = PyDict_New())) return -1;
    for (i = 0; i < have; i++) out[i] = args[i];
    for (; i < nt; i++) out[i] = NULL;
    for (k = 0; k < nk; k++) {
        PyObject *key = PyTuple_GET_ITEM(kw, k);
        i = cy_bind_named(d, key);
        if (i >= 0) {
            if (out[i]) { cy_bad_twice(f, key); goto bad; }
            out[i] = args[n + k];
        } else if (i == -2) {
            goto bad;
        } else if (!more || !PyUnicode_Check(key)) {
            cy_bad_keyword(f, key);
            goto bad;
        } else if (PyDict_SetItem(more, key, args[n + k])) {
            goto bad;
        }
    }
    if (cy_bind_rest(f, have, out)) goto bad;
    if (d->flags & CY_VARARGS) {
        if (!(rest = PyTuple_New(n - have))) goto bad;
        for (i = have; i < n; i++) PyTuple_SET_ITEM(rest, i - have, cy_ref(args[i]));
        out[nt++] = rest;
    }
    if (more) out[nt] = more;
    return 0;
bad:
    Py_XDECREF(more);
    return cy_bad_call(f, args, n, kw);
}

/* The same for the arguments of a slot such as tp_init: a tuple, and a dict or NULL. */
CY_FN int cy_bind_tuple(cy_func *f, PyObject *args, PyObject *kwargs, PyObject **out)
{
    int star = f->def->flags & (CY_VARARGS | CY_VARKEYWORDS), r = -1;
    Py_ssize_t n = PyTuple_GET_SIZE(args), nk = kwargs ? PyDict_GET_SIZE(kwargs) : 0, i, at = 0;
    PyObject **v, *names, *key, *value;
    if (!nk) return (star ? cy_bind_star : cy_bind)(f, ((PyTupleObject *)args)->ob_item, n, NULL, out);
    names = PyTuple_New(nk);
    v = PyMem_New(PyObject *, n + nk);
    if (names && v) {
        for (i = 0; i < n; i++) v[i] = PyTuple_GET_ITEM(args, i);
        for (i = 0; i < nk && PyDict_Next(kwargs, &at, &key, &value); i++) {
            PyTuple_SET_ITEM(names, i, cy_ref(key));
            v[n + i] = value;
        }
        r = (star ? cy_bind_star : cy_bind)(f, v, n, names, out);
    } else {
        PyErr_NoMemory();
    }
    PyMem_Free(v);
    Py_XDECREF(names);
    return r;
}

/* The same, by `bind`, for a method that a method table holds: its first argument comes apart from the others. */
CY_FN int cy_bind_self(int (*bind)(cy_func *, PyObject *const *, Py_ssize_t, PyObject *, PyObject **), cy_func *f, PyObject *self,
                       PyObject *const *args, Py_ssize_t n, PyObject *kw, PyObject **out)
{
    PyObject *few[8], **all = few;
    Py_ssize_t count = n + (kw ? PyTuple_GET_SIZE(kw) : 0);
    int r;
    if (count >= 8 && !(all = PyMem_New(PyObject *, count + 1))) {
        PyErr_NoMemory();
        return -1;
    }
    all[0] = self;
    if (count) memcpy(all + 1, args, (size_t)count * sizeof *all);
    r = bind(f, all, n + 1, kw, out);
    if (all != few) PyMem_Free(all);
    return r;
}

/* At the top of such a method with exactly N positional parameters: after it, args is the array of all. */
#define CY_ARGS_SELF(f, N) \
    if (CY_UNLIKELY(kw != NULL) || CY_N(nf) + 1 != (N)) { if (cy_bind_self(cy_bind, (cy_func *)(f), self, args, CY_N(nf), kw, p)) return NULL; } \
    else { \
        p[0] = self; \
        if ((N) > 1) memcpy(p + 1, args, ((N) - 1) * sizeof *p); \
    } \
    args = p; \
    (void)args;

/* At the top of a function with exactly N positional parameters and `PyObject *p[N]` (at least one): after it, args is the
 * array of arguments. CY_ARGS_OF takes the function object whose signature it is, for functions that are called as another object. */
#define CY_ARGS_OF(f, N) \
    (void)self; \
    if (CY_UNLIKELY(kw != NULL) || CY_N(nf) != (N)) { if (cy_bind((cy_func *)(f), args, CY_N(nf), kw, p)) return NULL; args = p; }
#define CY_ARGS(N) CY_ARGS_OF(self, N)
