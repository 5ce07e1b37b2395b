/* Free lists of instances of an extension type (directive freelist). */
#pragma once
#include "cyrus/core/prelude.h"

/* Declared by the module as a static variable with room for N: `static struct { int n; PyObject *o[N]; } f;`
 * Only for exact instances of the type `own`: those of subclasses may lie differently in memory. */
#define CY_FREELIST_TAKE(f, t, own, size, gc) ((f).n > 0 && (t) == (own) ? cy_freelist_take((f).o[--(f).n], t, size, gc) : cy_freelist_none())
#define CY_FREELIST_GIVE(f, t, own, self) ((f).n < (int)(sizeof (f).o / sizeof *(f).o) && (t) == (own) ? ((f).o[(f).n++] = (self), 1) : 0)

CY_INLINE PyObject *cy_freelist_none(void) { return NULL; }
/* Makes an instance of what a list had. */
CY_FN PyObject *cy_freelist_take(PyObject *o, PyTypeObject *t, size_t size, int gc)
{
    memset((void *)o, 0, size);
    (void)PyObject_Init(o, t);
    if (gc) PyObject_GC_Track(o);
    return o;
}
