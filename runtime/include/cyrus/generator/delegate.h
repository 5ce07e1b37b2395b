/* yield from and await: handing what is sent and thrown to another iterator, and its values and result back.
 *
 * Generated code starts it by cy_yield_from or cy_await. If that says that the generator waits, it yields what it was given;
 * until the inner iterator ends, the runtime does the rest, and then the body goes on with the result as what was sent. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/generator/known.h"

/* The value of the StopIteration that is set, which is cleared: 0 and a new reference; -1 for other exceptions. No exception is None. */
CY_FN int cy_stop_value(PyObject **value)
{
    PyObject *e;
    *value = NULL;
    if (!PyErr_Occurred()) return *value = cy_ref(Py_None), 0;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
    e = cy_raised_take();
    *value = PyObject_GetAttr(e, CY_S(stop_iteration_value));
    Py_DECREF(e);
    return *value ? 0 : -1;
}

/* Modules of Cython say of the interpreter's coroutines what is said of all that cannot be iterated over, as Cython does. */
#ifdef CY_PLAIN_PYTHON
#define CY_NO_ITERATOR(o) PyCoro_CheckExact(o)
#else
#define CY_NO_ITERATOR(o) 0
#endif

/* The iterator of `yield from o`. */
CY_FN PyObject *cy_yield_iter(PyObject *o)
{
    if (cy_gen_known(o) == CY_ITERABLE_COROUTINE) return cy_ref(o);
    if (cy_gen_known(o) == CY_COROUTINE || CY_NO_ITERATOR(o)) {
        PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        return NULL;
    }
    return PyObject_GetIter(o);
}

/* @op cy_coroutine_iter(object o) -> object new | null cold
 * What `yield from o` drives in a function that types.coroutine decorates: the iterator of a coroutine, else o. Coroutines of all
 * compiled modules have the name of the interpreter's. */
CY_RARE PyObject *cy_coroutine_iter(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    int is = !t->tp_iter && t->tp_as_async && t->tp_as_async->am_await && !strcmp(t->tp_name, "coroutine");
    return is ? t->tp_as_async->am_await(o) : cy_ref(o);
}

/* 1 and a yielded value, 0 and the result, -1. */
CY_FN int cy_delegate_send(PyObject *it, PyObject *sent, PyObject **value)
{
    *value = NULL;
    if (cy_gen_known(it) >= 0) return cy_gen_step((cy_gen *)it, sent, value);
#if PY_VERSION_HEX >= 0x030A0000
    switch (PyIter_Send(it, sent, value)) {
    case PYGEN_NEXT: return 1;
    case PYGEN_RETURN: return 0;
    default: return -1;
    }
#else
    if (sent == Py_None && Py_TYPE(it)->tp_iternext) *value = Py_TYPE(it)->tp_iternext(it);
    else *value = PyObject_CallMethodObjArgs(it, CY_S(send), sent, NULL);
    return *value ? 1 : cy_stop_value(value);
#endif
}

/* Throws the exception that is set into the iterator: 1 and a yielded value, 0 and the result. GeneratorExit closes it
 * and stays set. */
CY_FN int cy_delegate_throw(PyObject *it, PyObject **value)
{
    PyObject *e = cy_raised_take(), *m = NULL, *r = NULL, *args;
    int c;
    *value = NULL;
    if (PyErr_GivenExceptionMatches(e, PyExc_GeneratorExit)) {
        if (cy_gen_known(it) >= 0) c = cy_gen_close((cy_gen *)it);
        else {
            m = PyObject_GetAttr(it, CY_S(close));
            if (m) r = PyObject_CallObject(m, NULL);
            c = m && !r ? -1 : 0;
            if (!m) {
                if (PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
                else PyErr_WriteUnraisable(it);
            }
            Py_XDECREF(m);
            Py_XDECREF(r);
        }
        if (c) Py_DECREF(e);
        else cy_raised_put(e);
        return -1;
    }
    if (cy_gen_known(it) >= 0) {
        cy_raised_put(e);
        return cy_gen_step((cy_gen *)it, NULL, value);
    }
    args = CY(thrown);
    CY(thrown) = NULL;
    if (!(m = PyObject_GetAttr(it, CY_S(throw)))) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            if (!args) return cy_raised_put(e), -1;
            cy_throw_quiet(args);
        }
        Py_DECREF(e);
        return -1;
    }
    *value = args ? PyObject_CallObject(m, args) : PyObject_CallFunctionObjArgs(m, e, NULL);
    Py_DECREF(m);
    Py_DECREF(e);
    return *value ? 1 : cy_stop_value(value);
}

/* While a generator waits: 1 and a value that the inner iterator yields, else 0 and what the body goes on with: the result, or NULL with
 * an exception set. */
CY_FN int cy_gen_hand(cy_gen *g, PyObject *sent, PyObject **got)
{
    PyObject *it = cy_ref(g->delegate);
    int c = sent ? cy_delegate_send(it, sent, got) : cy_delegate_throw(it, got);
    if (c <= 0) {
        g->hand = NULL;
        Py_CLEAR(g->delegate);
    }
    Py_DECREF(it);
    return c > 0;
}

/* Starts to wait for an iterator, which is taken over (NULL: an exception is set). 1 and a value to be yielded, 0 and the result, -1. */
CY_FN int cy_gen_wait(PyObject *generator, PyObject *it, PyObject **first)
{
    cy_gen *g = (cy_gen *)generator;
    int c;
    *first = NULL;
    if (!it) return -1;
    c = cy_delegate_send(it, Py_None, first);
    if (c > 0) {
        g->delegate = it;
        g->hand = cy_gen_hand;
    } else {
        Py_DECREF(it);
    }
    return c;
}

/* @op cy_yield_from(object generator, object o, out object first) -> int | neg
 * yield from o: 1 if the generator waits now, first is to be yielded and what is sent then is the result; 0 if first is the result. */
CY_FN int cy_yield_from(PyObject *generator, PyObject *o, PyObject **first)
{
    return cy_gen_wait(generator, cy_yield_iter(o), first);
}
