/* How instances of extension types begin and end. */
#pragma once
#include "cyrus/core/prelude.h"
#include <string.h>

/* An instance of an abstract class is asked for: NULL. */
CY_RARE PyObject *cy_ext_abstract(PyTypeObject *t)
{
    PyObject *none = PyTuple_New(0), *r;
    if (!none) return NULL;
    r = PyBaseObject_Type.tp_new(t, none, NULL);            /* it raises the TypeError */
    Py_DECREF(none);
    return r;
}

/* A new instance, zeroed: what every tp_new begins with. Exact instances of the type `own`, which have this size, need not ask how
 * large they are. NULL on error. */
CY_INLINE PyObject *cy_ext_new(PyTypeObject *t, PyObject *own, size_t size, int gc)
{
    PyObject *o;
    if (CY_UNLIKELY(t->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) return cy_ext_abstract(t);
    if ((PyObject *)t != own || t->tp_alloc != PyType_GenericAlloc) return t->tp_alloc(t, 0);
    o = gc ? PyObject_GC_New(PyObject, t) : PyObject_New(PyObject, t);
    if (CY_UNLIKELY(!o)) return NULL;
    memset((void *)(o + 1), 0, size - sizeof *o);
    if (gc) PyObject_GC_Track(o);
    return o;
}

/* The end of tp_dealloc: memory, and the reference to a type on the heap. */
CY_INLINE void cy_ext_free(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    t->tp_free(o);
    if (t->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF((PyObject *)t);
}
