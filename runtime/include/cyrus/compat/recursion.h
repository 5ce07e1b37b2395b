/* The recursion limit: functions that Python calls count as the interpreter's own do.
 *
 * The counter in the thread state is read and written here: that takes a fifth of the time of Py_EnterRecursiveCall, which
 * besides counts something else (C frames) from 3.12 on. */
#pragma once
#include "cyrus/compat/stack.h"
#include "cyrus/core/emit.h"

/* The thread state of this thread, which holds the GIL. */
CY_INLINE PyThreadState *cy_thread_here(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked();
#else
    return _PyThreadState_UncheckedGet();
#endif
}

/* A call begins in this thread: 0, or -1 with RecursionError; only after 0, cy_leave must follow. */
CY_INLINE int cy_enter(PyThreadState *t)
{
#ifdef CY_DEPTH
    return CY_LIKELY((unsigned)CY_DEPTH(t)-- - 1U < CY_SHALLOW) ? 0 : cy_deep(t);
#else
    if (Py_EnterRecursiveCall("")) return -1;
    return CY_LIKELY((unsigned)t->recursion_depth < CY_SHALLOW) ? 0 : cy_deep(t);
#endif
}
CY_INLINE void cy_leave(PyThreadState *t)
{
#ifdef CY_DEPTH
    CY_DEPTH(t)++;
#else
    (void)t;
    Py_LeaveRecursiveCall();
#endif
}

/* How Python calls a function whose calls may nest: `entry` counts, `body` works. */
#define CY_ENTRY(entry, body) \
    static PyObject *entry(PyObject *cy_self, PyObject *const *cy_args, size_t cy_nf, PyObject *cy_kw) \
    { \
        PyThreadState *cy_here = cy_thread_here(); \
        PyObject *cy_result; \
        if (CY_UNLIKELY(cy_enter(cy_here))) return NULL; \
        cy_result = body(cy_self, cy_args, cy_nf, cy_kw); \
        cy_leave(cy_here); \
        return cy_result; \
    }

/* The same for special methods, which the interpreter's own C code calls with what it has borrowed from containers: a call
 * holds its arguments, as a frame of the interpreter does. */
#define CY_ENTRY_HELD(entry, body) \
    static PyObject *entry(PyObject *cy_self, PyObject *const *cy_args, size_t cy_nf, PyObject *cy_kw) \
    { \
        PyThreadState *cy_here = cy_thread_here(); \
        Py_ssize_t cy_i; \
        PyObject *cy_result; \
        if (CY_UNLIKELY(cy_enter(cy_here))) return NULL; \
        for (cy_i = 0; cy_i < CY_N(cy_nf); cy_i++) Py_INCREF(cy_args[cy_i]); \
        cy_result = body(cy_self, cy_args, cy_nf, cy_kw); \
        for (cy_i = 0; cy_i < CY_N(cy_nf); cy_i++) Py_DECREF(cy_args[cy_i]); \
        cy_leave(cy_here); \
        return cy_result; \
    }
