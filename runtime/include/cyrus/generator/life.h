/* How generators, coroutines and asynchronous generators begin and end, and how they are sent to. */
#pragma once
#include "cyrus/generator/object.h"

/* A new one of this type. */
CY_FN PyObject *cy_gen_new(PyObject *type, const cy_gen_def *d)
{
    cy_gen *g = PyObject_GC_NewVar(cy_gen, (PyTypeObject *)type, d->size);
    if (!g) return NULL;
    memset((char *)g + sizeof(PyVarObject), 0, (size_t)(offsetof(cy_gen, frame) - sizeof(PyVarObject)) + (size_t)d->size);
    g->def = d;
    g->name = cy_ref(CY(strings)[d->name]);
    g->qualname = cy_ref(CY(strings)[d->qualname]);
    PyObject_GC_Track((PyObject *)g);
    return (PyObject *)g;
}
/* tp_dealloc */
CY_FN void cy_gen_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_gen *g = (cy_gen *)o;
    PyObject_GC_UnTrack(o);
    if (g->weak) PyObject_ClearWeakRefs(o);
    if (g->at >= 0) {
        PyObject_GC_Track(o);
        if (PyObject_CallFinalizerFromDealloc(o)) return;
        PyObject_GC_UnTrack(o);
    }
    cy_gen_drop(g);
    Py_XDECREF(g->finalizer);
    Py_XDECREF(g->name);
    Py_XDECREF(g->qualname);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}

/* send for all kinds that are driven directly */
CY_FN PyObject *cy_gen_send(PyObject *o, PyObject *sent)
{
    PyObject *r;
    int c = cy_gen_step((cy_gen *)o, sent, &r);
    return c > 0 ? r : c < 0 ? NULL : cy_gen_finish(r);
}
#if PY_VERSION_HEX >= 0x030A0000
CY_FN PySendResult cy_gen_am_send(PyObject *o, PyObject *sent, PyObject **value)
{
    int c = cy_gen_step((cy_gen *)o, sent, value);
    return c > 0 ? PYGEN_NEXT : c < 0 ? PYGEN_ERROR : PYGEN_RETURN;
}
#endif
