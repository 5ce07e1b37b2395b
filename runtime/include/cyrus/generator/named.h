/* The names of a generator whose function was given others. */
#pragma once
#include "cyrus/function/def.h"
#include "cyrus/generator/object.h"

/* @op cy_generator_named(object generator, object f) -> void | never
 * A new generator, coroutine or asynchronous generator takes the names that its function has now. f is what the code was called
 * with: a function made here, something else, or NULL. */
CY_INLINE void cy_generator_named(PyObject *generator, PyObject *f)
{
    cy_gen *g = (cy_gen *)generator;
    cy_func *o = (cy_func *)f;
    PyObject *old;
    if (!f || (PyObject *)Py_TYPE(f) != CY(function_type)) return;
    if (CY_UNLIKELY(g->name != o->name)) {
        old = g->name;
        g->name = cy_ref(o->name);
        Py_DECREF(old);
    }
    if (CY_UNLIKELY(g->qualname != o->qualname)) {
        old = g->qualname;
        g->qualname = cy_ref(o->qualname);
        Py_DECREF(old);
    }
}
