/* The exception that is raised and the one that is being handled, each as one object: 3.11 and 3.12 made them so. */
#pragma once
#include "cyrus/core/prelude.h"

/* Takes the exception that is set: a new reference to the instance, with its traceback in it. NULL if none is set. */
CY_FN PyObject *cy_raised_take(void)
{
#if PY_VERSION_HEX >= 0x030C0000
    return PyErr_GetRaisedException();
#else
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    if (!t) return NULL;
    PyErr_NormalizeException(&t, &v, &b);
    if (b) {
        PyException_SetTraceback(v, b);
        Py_DECREF(b);
    }
    Py_DECREF(t);
    return v;
#endif
}

/* Sets it again; takes the reference over. */
CY_FN void cy_raised_put(PyObject *v)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(v);
#else
    PyErr_Restore(cy_ref((PyObject *)Py_TYPE(v)), v, PyException_GetTraceback(v));
#endif
}

/* The exception that is being handled (sys.exc_info), a new reference; NULL if none is. */
CY_FN PyObject *cy_handled(void)
{
#if PY_VERSION_HEX >= 0x030B0000
    return PyErr_GetHandledException();
#else
    PyObject *t, *v, *b;
    PyErr_GetExcInfo(&t, &v, &b);
    Py_XDECREF(t);
    Py_XDECREF(b);
    if (v == Py_None) Py_CLEAR(v);
    return v;
#endif
}

/* Makes v the exception that is being handled, or none if it is NULL; takes the reference over. */
CY_FN void cy_handled_put(PyObject *v)
{
#if PY_VERSION_HEX >= 0x030B0000
    PyErr_SetHandledException(v);
    Py_XDECREF(v);
#else
    if (v) PyErr_SetExcInfo(cy_ref((PyObject *)Py_TYPE(v)), v, PyException_GetTraceback(v));
    else PyErr_SetExcInfo(NULL, NULL, NULL);
#endif
}
