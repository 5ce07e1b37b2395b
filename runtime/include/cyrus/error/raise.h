/* The raise statement. All return -1. */
#pragma once
#include "cyrus/compat/error.h"

/* The exception that `raise e` is about: e itself, or an instance of the class e. A new reference, or NULL. */
CY_RARE PyObject *cy_exception(PyObject *e)
{
    PyObject *v;
    if (PyExceptionInstance_Check(e)) return cy_ref(e);
    if (!PyExceptionClass_Check(e)) return PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException"), (PyObject *)NULL;
    if (!(v = PyObject_CallObject(e, NULL)) || PyExceptionInstance_Check(v)) return v;
    PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", e, (PyObject *)Py_TYPE(v));
    Py_DECREF(v);
    return NULL;
}

/* @op cy_raise(object e) -> int | never consumes cold
 * raise e */
CY_RARE int cy_raise(PyObject *e, int own)
{
    PyObject *v = cy_exception(e);
    if (v) PyErr_SetObject((PyObject *)Py_TYPE(v), v);
    Py_XDECREF(v);
    CY_OWN1(e);
    return -1;
}

/* @op cy_raise_from(object e, object cause) -> int | never consumes cold
 * raise e from cause */
CY_RARE int cy_raise_from(PyObject *e, PyObject *cause, int own)
{
    PyObject *c = NULL, *v = cy_exception(e);
    if (v) {
        if (cause != Py_None) {
            if (PyExceptionInstance_Check(cause) || PyExceptionClass_Check(cause)) c = cy_exception(cause);
            else PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException");
        }
        if (c || cause == Py_None) {
            PyException_SetCause(v, c);
            PyErr_SetObject((PyObject *)Py_TYPE(v), v);
        }
        Py_DECREF(v);
    }
    CY_OWN2(e, cause);
    return -1;
}

/* @op cy_raise_three(object e, object value, object traceback) -> int | never consumes cold
 * raise e, value, traceback (Python 2); None where one is missing. */
CY_RARE int cy_raise_three(PyObject *e, PyObject *value, PyObject *traceback, int own)
{
    PyObject *v = NULL;
    if (traceback != Py_None && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "raise: arg 3 must be a traceback or None");
    } else if (value == Py_None) {
        v = cy_exception(e);
    } else if (PyExceptionInstance_Check(e)) {
        PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
    } else if (!PyExceptionClass_Check(e)) {
        PyErr_SetString(PyExc_TypeError, "raise: exception class must be a subclass of BaseException");
    } else if (PyObject_TypeCheck(value, (PyTypeObject *)e)) {
        v = cy_ref(value);
    } else {
        v = PyTuple_Check(value) ? PyObject_CallObject(e, value) : PyObject_CallFunctionObjArgs(e, value, NULL);
    }
    if (v) {
        PyErr_SetObject((PyObject *)Py_TYPE(v), v);
        if (traceback != Py_None) {
            PyObject *t, *w, *b;
            PyErr_Fetch(&t, &w, &b);
            Py_XDECREF(b);
            PyErr_Restore(t, w, cy_ref(traceback));
        }
        Py_DECREF(v);
    }
    CY_OWN3(e, value, traceback);
    return -1;
}

/* @op cy_reraise() -> int | never cold
 * raise alone: the exception that is being handled. */
CY_RARE int cy_reraise(void)
{
    PyObject *v = cy_handled();
    if (v) cy_raised_put(v);
    else PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
    return -1;
}

/* @op cy_raise_text(object type, const char *text) -> int | neg cold
 * raise type(text) */
CY_RARE int cy_raise_text(PyObject *type, const char *text)
{
    PyErr_SetString(type, text);
    return -1;
}

/* @op cy_raise_text_nogil(object type, const char *text) -> int | neg cold nogil
 * The same where the GIL may not be held. */
CY_RARE int cy_raise_text_nogil(PyObject *type, const char *text)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_SetString(type, text);
    PyGILState_Release(g);
    return -1;
}
