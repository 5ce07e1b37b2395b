/* The with statement. Special methods are looked up on the type. */
#pragma once
#include "cyrus/core/names.h"

/* type(o).name bound to o, a new reference; NULL if there is none (without an exception) or on error. */
CY_FN PyObject *cy_special(PyObject *o, PyObject *name)
{
    PyObject *m = _PyType_Lookup(Py_TYPE(o), name);
    descrgetfunc get;
    if (!m) return NULL;
    get = Py_TYPE(m)->tp_descr_get;
    return get ? get(m, o, (PyObject *)Py_TYPE(o)) : cy_ref(m);
}

CY_RARE PyObject *cy_no_manager(PyObject *o, PyObject *name, int async_)
{
    if (PyErr_Occurred()) return NULL;
#if PY_VERSION_HEX >= 0x030B0000
    if (name == CY_S(exit) || name == CY_S(aexit)) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the %scontext manager protocol (missed %U method)", Py_TYPE(o)->tp_name,
                     async_ ? "asynchronous " : "", name);
        return NULL;
    }
    return PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the %scontext manager protocol", Py_TYPE(o)->tp_name, async_ ? "asynchronous " : "");
#else
    (void)o;
    (void)async_;
    PyErr_SetObject(PyExc_AttributeError, name);
    return NULL;
#endif
}

/* @op cy_with_enter(object o, out object exit) -> object new | null
 * with o: the bound __exit__, and what __enter__() returns. */
CY_FN PyObject *cy_with_enter(PyObject *o, PyObject **exit)
{
    PyObject *enter = cy_special(o, CY_S(enter)), *r;
    *exit = NULL;
    if (!enter) return cy_no_manager(o, CY_S(enter), 0);
    if (!(*exit = cy_special(o, CY_S(exit)))) {
        Py_DECREF(enter);
        return cy_no_manager(o, CY_S(exit), 0);
    }
    r = PyObject_CallObject(enter, NULL);
    Py_DECREF(enter);
    if (!r) Py_CLEAR(*exit);
    return r;
}
/* @op cy_with_aenter(object o, out object exit) -> object new | null
 * async with o: the bound __aexit__, and the awaitable __aenter__(). */
CY_FN PyObject *cy_with_aenter(PyObject *o, PyObject **exit)
{
    PyObject *enter = cy_special(o, CY_S(aenter)), *r;
    *exit = NULL;
    if (!enter) return cy_no_manager(o, CY_S(aenter), 1);
    if (!(*exit = cy_special(o, CY_S(aexit)))) {
        Py_DECREF(enter);
        return cy_no_manager(o, CY_S(aexit), 1);
    }
    r = PyObject_CallObject(enter, NULL);
    Py_DECREF(enter);
    if (!r) Py_CLEAR(*exit);
    return r;
}
/* @op cy_with_error(object exit, object e) -> object new | null
 * exit(type(e), e, e.__traceback__). The result's truth says whether the exception is over; that of an asynchronous manager is to be
 * awaited first. */
CY_FN PyObject *cy_with_error(PyObject *exit, PyObject *e)
{
    PyObject *traceback = PyException_GetTraceback(e);
    PyObject *r = PyObject_CallFunctionObjArgs(exit, (PyObject *)Py_TYPE(e), e, traceback ? traceback : Py_None, NULL);
    Py_XDECREF(traceback);
    return r;
}
