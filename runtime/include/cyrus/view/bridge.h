/* The objects that hold memory between modules, theirs and ours: see view/shared.h.
 * @cold */
#pragma once
#include "cyrus/view/view.h"

typedef void (*cy_bridge_method)(void);
/* Up to `info`, the memoryview object of Cython's modules. */
typedef struct {
    PyObject_HEAD
    const cy_bridge_method *methods;
    PyObject *object, *unused[2];
    void *lock;
    int count;                      /* shared views */
    Py_buffer b;
    int flags, objects;
    const void *info;
    int lent;                       /* `object` is borrowed: a call lasts no longer than its arguments */
    Py_ssize_t n[CY_MAX_RANK], s[CY_MAX_RANK], u[CY_MAX_RANK];
} cy_bridge;

/* Whether o is one, of whichever module. */
CY_RARE int cy_is_bridge(PyObject *o)
{
    const char *name = Py_TYPE(o)->tp_name, *dot = strrchr(name, '.');
    if (!strcmp(name, "_cyrus.memoryview")) return 1;
    return dot && (!strcmp(dot, ".memoryview") || !strcmp(dot, "._memoryviewslice")) && Py_TYPE(o)->tp_basicsize >= (Py_ssize_t)offsetof(cy_bridge, lent)
           && PyObject_HasAttrString((PyObject *)Py_TYPE(o), "__pyx_vtable__");
}
