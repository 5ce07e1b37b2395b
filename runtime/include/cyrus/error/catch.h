/* except and finally.
 *
 *     value = cy_catch(&outer);  ... the handler ...  cy_uncatch(outer);
 *
 * outer is what was being handled before, NULL if nothing was. A finally clause does the same, then cy_raise_again(value). */
#pragma once
#include "cyrus/compat/error.h"
#include "cyrus/core/state.h"
#include <frameobject.h>

/* Whether `except types` may have these: classes of exceptions. 1 or 0. */
CY_FN int cy_catchable(PyObject *types)
{
    Py_ssize_t i;
    if (!PyTuple_Check(types)) return PyExceptionClass_Check(types);
    for (i = 0; i < PyTuple_GET_SIZE(types); i++)
        if (!PyExceptionClass_Check(PyTuple_GET_ITEM(types, i))) return 0;
    return 1;
}
CY_RARE int cy_not_catchable(void)
{
    PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return -1;
}

/* @op cy_matches(object types) -> int | neg
 * Whether the exception that is set is caught by `except types`. It stays set. */
CY_FN int cy_matches(PyObject *types)
{
    PyObject *v, *w;
    if (CY_LIKELY(cy_catchable(types))) return PyErr_ExceptionMatches(types);
    v = cy_raised_take();
    cy_not_catchable();
    w = cy_raised_take();
    PyException_SetContext(w, v);
    cy_raised_put(w);
    return -1;
}

/* @op cy_matches_value(object value, object types) -> int | neg
 * The same for an exception that was taken already. */
CY_FN int cy_matches_value(PyObject *value, PyObject *types)
{
    return cy_catchable(types) ? PyErr_GivenExceptionMatches(value, types) : cy_not_catchable();
}

/* @op cy_handle(object value, out object outer) -> int | neg
 * Makes an exception the one that is being handled, as cy_catch does with the one that is set. Always 0. */
CY_FN int cy_handle(PyObject *value, PyObject **outer)
{
    *outer = cy_handled_here();
    cy_handled_put(cy_ref(value));
    return 0;
}

/* @op cy_catch(out object outer) -> object new | never
 * Takes the exception that is set and makes it the one that is being handled. */
CY_FN PyObject *cy_catch(PyObject **outer)
{
    PyObject *v = cy_raised_take();
    *outer = cy_handled_here();
    cy_handled_put(cy_ref(v));
    return v;
}

/* @op cy_uncatch(object outer) -> void | never steals:0
 * The end of a handler: what was being handled before is handled again. */
CY_FN void cy_uncatch(PyObject *outer)
{
    cy_handled_put(outer);
}

/* @op cy_raise_again(object value) -> int | never steals:0
 * Sets an exception that was taken, with the traceback that it has. Always -1. */
CY_FN int cy_raise_again(PyObject *value)
{
    cy_raised_put(value);
    return -1;
}

/* @op cy_swallow() -> void | never
 * Clears the exception that is set. */
CY_INLINE void cy_swallow(void) { PyErr_Clear(); }

/* @op cy_dismiss() -> void | never
 * The same for an exception that a handler caught which cannot ask for it: who holds it already finds its traceback in it. */
CY_FN void cy_dismiss(void)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_Clear();
#else
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    /* one that does not exist yet is made only where that runs code of others */
    if (t && !(v && PyExceptionInstance_Check(v)) && ((PyTypeObject *)t)->tp_flags & Py_TPFLAGS_HEAPTYPE) PyErr_NormalizeException(&t, &v, &b);
    if (b && v && PyExceptionInstance_Check(v)) PyException_SetTraceback(v, b);
    Py_XDECREF(t);
    Py_XDECREF(v);
    Py_XDECREF(b);
#endif
}

/* @op cy_unraisable_quiet(const char *where) -> void | never cold
 * Reports the exception that is set, as one that nobody can catch: in `where`, a qualified name inside the module. */
CY_RARE void cy_unraisable_quiet(const char *where)
{
    PyObject *t, *v, *b, *text;
    PyErr_Fetch(&t, &v, &b);
    text = PyUnicode_FromFormat("%U.%s", CY(module_name), where);
    if (!text) PyErr_Clear();
    PyErr_Restore(t, v, b);
    PyErr_WriteUnraisable(text);
    Py_XDECREF(text);
}

/* @op cy_unraisable(const char *where) -> void | never cold
 * The same; before the report the exception is printed as `where` got it (`unraisable_tracebacks`). */
CY_RARE void cy_unraisable(const char *where)
{
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (t) PyErr_Display(t, v, b ? (PyObject *)((PyTracebackObject *)b)->tb_next : NULL);
    PyErr_Restore(t, v, b);
    cy_unraisable_quiet(where);
}

/* @op cy_unraisable_nogil(const char *where) -> void | never cold nogil
 * cy_unraisable where the GIL may not be held. */
CY_RARE void cy_unraisable_nogil(const char *where)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_unraisable(where);
    PyGILState_Release(g);
}

/* @op cy_unraisable_quiet_nogil(const char *where) -> void | never cold nogil
 * cy_unraisable_quiet where the GIL may not be held. */
CY_RARE void cy_unraisable_quiet_nogil(const char *where)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_unraisable_quiet(where);
    PyGILState_Release(g);
}
