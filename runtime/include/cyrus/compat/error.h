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

/* The same, but only what code at this level of generators handles, not what their callers do: what the end of a handler puts back. */
CY_FN PyObject *cy_handled_here(void)
{
    PyObject *v = PyThreadState_Get()->exc_info->exc_value;
    return v && v != Py_None ? cy_ref(v) : NULL;
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

/* A generator has its own level of handled exceptions while it runs. */
CY_INLINE void cy_level_push(_PyErr_StackItem *level)
{
    PyThreadState *t = PyThreadState_Get();
    level->previous_item = t->exc_info;
    t->exc_info = level;
}
CY_INLINE void cy_level_pop(_PyErr_StackItem *level)
{
    PyThreadState_Get()->exc_info = level->previous_item;
    level->previous_item = NULL;
}
CY_FN void cy_level_clear(_PyErr_StackItem *level)
{
#if PY_VERSION_HEX < 0x030B0000
    Py_CLEAR(level->exc_type);
    Py_CLEAR(level->exc_traceback);
#endif
    Py_CLEAR(level->exc_value);
}
