/* An object that holds a buffer export and releases it when it dies: the owner of views that came by the buffer protocol. */
#pragma once
#include "cyrus/compat/type.h"

typedef struct { PyObject_HEAD Py_buffer b; } cy_hold;
CY_STATE(PyObject *, hold_type);

CY_FN void cy_hold_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyBuffer_Release(&((cy_hold *)o)->b);
    PyObject_Free(o);
    Py_DECREF((PyObject *)t);
}
static PyType_Slot cy_hold_slots[] = {{Py_tp_dealloc, (void *)cy_hold_dealloc}, {0, NULL}};
static PyType_Spec cy_hold_spec = {"_cyrus.hold", sizeof(cy_hold), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT, cy_hold_slots};

/* @init cy_hold_init | sets hold_type */
CY_RARE int cy_hold_init(void)
{
    if (!CY(hold_type)) CY(hold_type) = cy_internal_type(&cy_hold_spec);
    return CY(hold_type) ? 0 : -1;
}

/* Whether o is one, of this module or of another one that Cyrus made. */
CY_RARE int cy_is_hold(PyObject *o) { return !strcmp(Py_TYPE(o)->tp_name, "_cyrus.hold"); }

/* An empty one: the caller fills b. */
CY_FN cy_hold *cy_hold_new(void)
{
    cy_hold *h = PyObject_New(cy_hold, (PyTypeObject *)CY(hold_type));
    if (h) h->b.obj = NULL;
    return h;
}
