/* Which of our types an object is, so that it can be driven without Python's protocols. */
#pragma once
#include "cyrus/generator/object.h"

/* The types as far as this module has them, in the order of the kinds. */
CY_STATE(PyTypeObject *, known_generator);
CY_STATE(PyTypeObject *, known_coroutine);
CY_STATE(PyTypeObject *, known_iterable);

/* The kind of a generator or coroutine of this module, else -1. */
CY_INLINE int cy_gen_known(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    return t == CY(known_generator) || t == CY(known_coroutine) || t == CY(known_iterable) ? ((cy_gen *)o)->def->kind : -1;
}
