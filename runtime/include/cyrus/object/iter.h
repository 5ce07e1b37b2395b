/* Loops over objects. An exact list or tuple is walked in place (position >= 0), anything else through its iterator.
 *
 *     it = cy_iter(o, &position); while ((x = cy_next(it, &position))) ...; if (cy_iter_end(position)) error; */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_iter(object o, out Py_ssize_t position) -> object new | null consumes
 * What cy_next walks. */
CY_FN PyObject *cy_iter(PyObject *o, Py_ssize_t *position, int own)
{
    PyObject *r;
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) {
        *position = 0;
        r = cy_ref(o);
    } else {
        *position = -1;
        r = PyObject_GetIter(o);
    }
    CY_OWN1(o);
    return r;
}

/* @op cy_next(object it, inout Py_ssize_t position) -> object new | never
 * The next item; NULL at the end and on error, which cy_iter_end tells apart. */
CY_FN PyObject *cy_next(PyObject *it, Py_ssize_t *position)
{
    Py_ssize_t i = *position;
    if (i < 0) return Py_TYPE(it)->tp_iternext(it);
    if (i >= Py_SIZE(it)) return NULL;
    *position = i + 1;
    return cy_ref(PyList_CheckExact(it) ? PyList_GET_ITEM(it, i) : PyTuple_GET_ITEM(it, i));
}

/* After an iterator gave NULL: 0 at the end (StopIteration is cleared), -1 for an error. */
CY_FN int cy_stopped(void)
{
    PyObject *t = PyErr_Occurred();
    if (CY_LIKELY(!t)) return 0;
    if (!PyErr_GivenExceptionMatches(t, PyExc_StopIteration)) return -1;
    PyErr_Clear();
    return 0;
}

/* @op cy_iter_end(Py_ssize_t position) -> int | neg
 * After cy_next gave NULL: 0 at the end of the loop, -1 if an exception is set. */
CY_INLINE int cy_iter_end(Py_ssize_t position)
{
    return position < 0 ? cy_stopped() : 0;
}

/* @op cy_get_iter(object o) -> object new | null consumes
 * iter(o) */
CY_FN PyObject *cy_get_iter(PyObject *o, int own)
{
    PyObject *r = PyObject_GetIter(o);
    CY_OWN1(o);
    return r;
}

/* Raises TypeError for what next() does not take; always NULL. Cython's words have no quotes. */
CY_RARE PyObject *cy_no_iterator(PyObject *it)
{
#ifdef CY_PLAIN_PYTHON
    const char *words = "'%.200s' object is not an iterator";
#else
    const char *words = "%.200s object is not an iterator";
#endif
    return PyErr_Format(PyExc_TypeError, words, Py_TYPE(it)->tp_name);
}

/* @op cy_builtin_next(object it) -> object new | null
 * next(it) */
CY_FN PyObject *cy_builtin_next(PyObject *it)
{
    PyObject *r;
    if (!PyIter_Check(it)) return cy_no_iterator(it);
    r = Py_TYPE(it)->tp_iternext(it);
    if (!r && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
    return r;
}

/* @op cy_next_default(object it, object other) -> object new | null
 * next(it, other) */
CY_FN PyObject *cy_next_default(PyObject *it, PyObject *other)
{
    PyObject *r;
    if (!PyIter_Check(it)) return cy_no_iterator(it);
    r = Py_TYPE(it)->tp_iternext(it);
    return r || cy_stopped() ? r : cy_ref(other);
}
