/* yield from and await: handing what is sent and thrown to another iterator.
 *
 * Generated code keeps the iterator in a local, notes it with cy_delegate_note, and loops: send (or throw, if an exception
 * came in) gives 1 and a value to be yielded, or 0 and the result. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/generator/known.h"

/* @op cy_delegate_note(object generator, object it) -> void | never
 * What the generator waits for, for others to see; NULL when it is over. It stays borrowed. */
CY_INLINE void cy_delegate_note(PyObject *generator, PyObject *it) { ((cy_gen *)generator)->delegate = it; }

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

/* @op cy_yield_iter(object o) -> object new | null
 * The iterator of `yield from o`. */
CY_FN PyObject *cy_yield_iter(PyObject *o)
{
    if (cy_gen_known(o) == CY_ITERABLE_COROUTINE) return cy_ref(o);
    if (cy_gen_known(o) == CY_COROUTINE || PyCoro_CheckExact(o)) {
        PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
        return NULL;
    }
    return PyObject_GetIter(o);
}

/* @op cy_delegate_send(object it, object sent, out object value) -> int | neg
 * 1 and a yielded value, 0 and the result. */
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

/* @op cy_delegate_throw(object it, out object value) -> int | neg
 * Throws the exception that is set into the iterator: 1 and a yielded value, 0 and the result. GeneratorExit closes it
 * and stays set. */
CY_FN int cy_delegate_throw(PyObject *it, PyObject **value)
{
    PyObject *e = cy_raised_take(), *m = NULL, *r = NULL;
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
    if (!(m = PyObject_GetAttr(it, CY_S(throw)))) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            cy_raised_put(e);
        } else {
            Py_DECREF(e);
        }
        return -1;
    }
    *value = PyObject_CallFunctionObjArgs(m, e, NULL);
    Py_DECREF(m);
    Py_DECREF(e);
    return *value ? 1 : cy_stop_value(value);
}
