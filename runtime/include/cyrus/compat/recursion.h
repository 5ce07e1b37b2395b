/* The recursion limit: functions that Python calls count as the interpreter's own do.
 *
 * The counter in the thread state is read and written here: that takes a fifth of the time of Py_EnterRecursiveCall, which
 * besides counts something else (C frames) from 3.12 on. */
#pragma once
#include "cyrus/core/emit.h"
#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#endif

/* The thread state of this thread, which holds the GIL. */
CY_INLINE PyThreadState *cy_thread_here(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyThreadState_GetUnchecked();
#else
    return _PyThreadState_UncheckedGet();
#endif
}

#if PY_VERSION_HEX >= 0x030C0000
#define CY_DEPTH(t) ((t)->py_recursion_remaining)
#elif PY_VERSION_HEX >= 0x030B0000
#define CY_DEPTH(t) ((t)->recursion_remaining)
#endif

/* Calls between functions of the interpreter need no stack of C since 3.11, so its limit may be set to any number; calls of compiled
 * ones do. While that many calls or fewer are left (before 3.11: were made), nobody looks at the stack. */
#define CY_SHALLOW 4000U

/* Of the stack of this thread: down to here calls may begin; NULL as long as nobody looked. */
#if defined(_MSC_VER)
static __declspec(thread) const char *cy_stack_edge;
#else
static __thread const char *cy_stack_edge;
#endif

/* Three quarters of the stack, or all of it where it is not known. */
CY_RARE const char *cy_stack_find(void)
{
    const char *low = NULL;
    size_t size = 0;
#if defined(__linux__)
    pthread_attr_t attributes;
    void *start;
    if (!pthread_getattr_np(pthread_self(), &attributes)) {
        if (!pthread_attr_getstack(&attributes, &start, &size)) low = (const char *)start;
        pthread_attr_destroy(&attributes);
    }
#elif defined(__APPLE__)
    size = pthread_get_stacksize_np(pthread_self());
    low = (const char *)pthread_get_stackaddr_np(pthread_self()) - size;
#endif
    return low + (low ? size / 4 : 1);
}

/* Whether too little of the stack is left. */
CY_RARE int cy_stack_short(void)
{
    char here = 0;
    const char *volatile deepest = &here;
    if (!cy_stack_edge) cy_stack_edge = cy_stack_find();
    return deepest < cy_stack_edge;
}

/* What cy_enter says where the limit is reached or is not the usual one: 0, or -1 with RecursionError. */
CY_RARE int cy_deep(PyThreadState *t)
{
#ifdef CY_DEPTH
    if (CY_DEPTH(t) >= 0 && !cy_stack_short()) return 0;
    CY_DEPTH(t)++;
#else
    (void)t;
    if (!cy_stack_short()) return 0;
    Py_LeaveRecursiveCall();
#endif
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
    return -1;
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
