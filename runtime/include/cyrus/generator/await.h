/* await of any object, and the awaitables of async for and async with. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/generator/delegate.h"

/* Whether a generator is one of types.coroutine. */
CY_FN int cy_is_generator_coroutine(PyObject *o)
{
    PyObject *code, *flags;
    long f;
    if (!PyGen_CheckExact(o) || !(code = PyObject_GetAttrString(o, "gi_code"))) return PyErr_Clear(), 0;
    flags = PyObject_GetAttrString(code, "co_flags");
    Py_DECREF(code);
    f = flags ? PyLong_AsLong(flags) : 0;
    Py_XDECREF(flags);
    PyErr_Clear();
    return (f & 0x100) != 0;
}

/* The iterator that `await o` drives. A new reference, or NULL. */
CY_FN PyObject *cy_await_iter(PyObject *o)
{
    unaryfunc get = Py_TYPE(o)->tp_as_async ? Py_TYPE(o)->tp_as_async->am_await : NULL;
    PyObject *r;
    int kind = cy_gen_known(o);
    if (kind == CY_COROUTINE || kind == CY_ITERABLE_COROUTINE) {
        if (((cy_gen *)o)->delegate && ((cy_gen *)o)->at > 0) {
            PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
            return NULL;
        }
        return cy_ref(o);
    }
    if (PyCoro_CheckExact(o) || cy_is_generator_coroutine(o)) return cy_ref(o);
    if (!get) return PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", Py_TYPE(o)->tp_name);
    if (!(r = get(o))) return NULL;
    if (PyCoro_CheckExact(r) || cy_gen_known(r) == CY_COROUTINE) {
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
        Py_CLEAR(r);
    } else if (!PyIter_Check(r)) {
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(r)->tp_name);
        Py_CLEAR(r);
    }
    return r;
}

/* @op cy_await(object generator, object o, out object first) -> int | neg
 * await o: 1 if the generator waits now, first is to be yielded and what is sent then is the result; 0 if first is the result. */
CY_FN int cy_await(PyObject *generator, PyObject *o, PyObject **first)
{
    return cy_gen_wait(generator, cy_await_iter(o), first);
}

/* The same for what a method of a context manager gave. */
CY_RARE PyObject *cy_await_with(PyObject *o, const char *method)
{
    PyObject *r = cy_await_iter(o);
    if (r || (Py_TYPE(o)->tp_as_async && Py_TYPE(o)->tp_as_async->am_await) || !PyErr_ExceptionMatches(PyExc_TypeError)) return r;
    PyErr_Clear();
    return PyErr_Format(PyExc_TypeError, "'async with' received an object from %s that does not implement __await__: %.100s", method, Py_TYPE(o)->tp_name);
}

/* @op cy_await_enter(object generator, object o, out object first) -> int | neg
 * cy_await of what __aenter__ gave. */
CY_FN int cy_await_enter(PyObject *generator, PyObject *o, PyObject **first)
{
    return cy_gen_wait(generator, cy_await_with(o, "__aenter__"), first);
}

/* @op cy_await_exit(object generator, object o, out object first) -> int | neg
 * cy_await of what __aexit__ gave. */
CY_FN int cy_await_exit(PyObject *generator, PyObject *o, PyObject **first)
{
    return cy_gen_wait(generator, cy_await_with(o, "__aexit__"), first);
}

/* @op cy_await_next(object generator, object o, out object first) -> int | neg
 * cy_await of what __anext__ gave; what is wrong with it is the cause of a TypeError. */
CY_FN int cy_await_next(PyObject *generator, PyObject *o, PyObject **first)
{
    PyObject *it = cy_await_iter(o), *why, *e;
    if (CY_UNLIKELY(!it)) {
        why = cy_raised_take();
        PyErr_Format(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s", Py_TYPE(o)->tp_name);
        e = cy_raised_take();
        Py_INCREF(why);
        PyException_SetCause(e, why);
        PyException_SetContext(e, why);
        cy_raised_put(e);
    }
    return cy_gen_wait(generator, it, first);
}

/* @op cy_aiter(object o) -> object new | null
 * aiter(o) */
CY_FN PyObject *cy_aiter(PyObject *o)
{
    PyAsyncMethods *m = Py_TYPE(o)->tp_as_async;
    PyObject *r;
    if (!m || !m->am_aiter) return PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s", Py_TYPE(o)->tp_name);
    r = m->am_aiter(o);
    if (r && !(Py_TYPE(r)->tp_as_async && Py_TYPE(r)->tp_as_async->am_anext)) {
        PyErr_Format(PyExc_TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %.100s", Py_TYPE(r)->tp_name);
        Py_CLEAR(r);
    }
    return r;
}

/* @op cy_anext(object it) -> object new | null
 * The awaitable anext(it). */
CY_FN PyObject *cy_anext(PyObject *it)
{
    PyAsyncMethods *m = Py_TYPE(it)->tp_as_async;
    if (!m || !m->am_anext) return PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s", Py_TYPE(it)->tp_name);
    return m->am_anext(it);
}

/* @op cy_anext_end() -> int | neg
 * With an exception set in `async for`: 0 if it is StopAsyncIteration, which is cleared, else -1. */
CY_FN int cy_anext_end(void)
{
    if (!PyErr_ExceptionMatches(PyExc_StopAsyncIteration)) return -1;
    PyErr_Clear();
    return 0;
}
