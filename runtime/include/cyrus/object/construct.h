/* Instances of ordinary classes: C(...) as type.__call__ does it, but without a tuple of arguments where only __init__ wants them. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/object/lookup.h"

/* Makes an instance of a class whose metaclass is type, if its __init__ is a function and its __new__ is not: 1, and the instance or
 * NULL with an exception; 0 if it is to be called as any other object. args has a spare slot before it; names are those of the values
 * behind n positional arguments, or NULL. */
CY_FN int cy_construct(PyTypeObject *t, PyObject **args, Py_ssize_t n, PyObject *names, PyObject **made)
{
    cy_lookup *row;
    PyTypeObject *base = t;
    PyObject *init, *o, *r = NULL, *all;
    Py_ssize_t i;
    int plain;
    if (!(t->tp_flags & Py_TPFLAGS_HEAPTYPE) || t->tp_vectorcall || !(row = cy_lookup_row(t, CY_S(init)))) return 0;
    if (!(row->calls == 2 || (row->calls && PyFunction_Check(row->found)))) return 0;
    while (base && base->tp_flags & Py_TPFLAGS_HEAPTYPE) base = base->tp_base;
    if (!base || base->tp_new != t->tp_new || !base->tp_new) return 0;
    plain = base == &PyBaseObject_Type;
    if (names && !plain) return 0;
    *made = NULL;
    if (!(all = PyTuple_New(plain ? 0 : n))) return 1;
    if (!plain)
        for (i = 0; i < n; i++) PyTuple_SET_ITEM(all, i, cy_ref(args[i]));
    init = cy_ref(row->found);
    o = t->tp_new(t, all, NULL);
    if (o && CY_LIKELY(Py_TYPE(o) == t)) {
        args[-1] = o;
        if (CY_HIT(row, t, CY_S(init)) && row->found == init) {
            vectorcallfunc call = row->calls == 2 ? *(vectorcallfunc *)(void *)((char *)init + Py_TYPE(init)->tp_vectorcall_offset) : PyObject_Vectorcall;
            r = call(init, args - 1, (size_t)n + 1, names);
        } else {                                /* code of others ran: what __init__ is now, bound to o */
            Py_DECREF(init);
            init = cy_ref(_PyType_Lookup(t, CY_S(init)));
            if (Py_TYPE(init)->tp_descr_get) Py_SETREF(init, Py_TYPE(init)->tp_descr_get(init, o, (PyObject *)t));
            if (init) r = PyObject_Vectorcall(init, args, (size_t)n, names);
        }
        if (r && r != Py_None) PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(r)->tp_name);
        if (r != Py_None) Py_CLEAR(o);
        Py_XDECREF(r);
    } else if (o && PyObject_TypeCheck(o, t) && Py_TYPE(o)->tp_init && Py_TYPE(o)->tp_init(o, all, NULL) < 0) {
        Py_CLEAR(o);
    }
    Py_XDECREF(init);
    Py_DECREF(all);
    *made = o;
    return 1;
}

/* C(...), if it is to be made here. Modules that neither read attributes nor define classes do without. */
#define CY_CONSTRUCT(f, args, n, names, r) (Py_TYPE(f) == &PyType_Type && cy_construct((PyTypeObject *)(f), args, n, names, r))
