/* How instances of extension types begin and end. */
#pragma once
#include "cyrus/core/prelude.h"

/* An instance of an abstract class is asked for: NULL. */
CY_RARE PyObject *cy_ext_abstract(PyTypeObject *t)
{
    PyObject *none = PyTuple_New(0), *r;
    if (!none) return NULL;
    r = PyBaseObject_Type.tp_new(t, none, NULL);            /* it raises the TypeError */
    Py_DECREF(none);
    return r;
}

/* A new instance, zeroed: what every tp_new begins with. NULL on error. */
CY_INLINE PyObject *cy_ext_new(PyTypeObject *t)
{
    return CY_LIKELY(!(t->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) ? t->tp_alloc(t, 0) : cy_ext_abstract(t);
}

/* The end of tp_dealloc: memory, and the reference to a type on the heap. */
CY_INLINE void cy_ext_free(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    t->tp_free(o);
    if (t->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF((PyObject *)t);
}
