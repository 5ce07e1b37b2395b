/* Which of our types an object is, so that it can be driven without Python's protocols. */
#pragma once
#include "cyrus/generator/object.h"

/* The types as far as this module has them, in the order of the kinds. */
CY_STATE(PyTypeObject *, known_generator);
CY_STATE(PyTypeObject *, known_coroutine);

/* The kind of a generator or coroutine of this module, else -1. */
CY_INLINE int cy_gen_known(PyObject *o)
{
    return Py_TYPE(o) == CY(known_generator) || Py_TYPE(o) == CY(known_coroutine) ? ((cy_gen *)o)->def->kind : -1;
}
