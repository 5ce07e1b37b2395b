/* The stack of C, which compiled calls need and a raised recursion limit knows nothing of.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"
#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#endif

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
