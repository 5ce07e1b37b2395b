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

/* Whether it waits, itself or through others of this module, for an iterator that is none of ours. */
CY_RARE int cy_gen_waits_outside(cy_gen *g)
{
    for (; g->hand && g->delegate; g = (cy_gen *)g->delegate) {
        if (cy_gen_known(g->delegate) < 0) return 1;
    }
    return 0;
}

/* throw(*args) with all that it may be called with: as cy_gen_step. What has `throw` of its own says what is wrong with args. */
CY_RARE int cy_gen_throw_step(cy_gen *g, PyObject *args, PyObject **value)
{
    PyObject *t, *v = NULL, *b = NULL;
    int c;
    *value = NULL;
    if (!PyArg_UnpackTuple(args, "throw", 1, 3, &t, &v, &b) || cy_throw_warn(args, "throw")) return -1;
    if ((v || !PyExceptionInstance_Check(t)) && !PyErr_GivenExceptionMatches(t, PyExc_GeneratorExit) && cy_gen_waits_outside(g)) {
        CY(thrown) = args;
        PyErr_SetNone(PyExc_RuntimeError);                      /* never seen: it stands for what args say */
    } else if (cy_throw_set(t, v, b)) {
        return -1;
    }
    c = cy_gen_step(g, NULL, value);
    CY(thrown) = NULL;
    return c;
}
