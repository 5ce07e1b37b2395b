/* Boxes: what stands for a cell where the variable is a C value. */
#pragma once
#include "cyrus/compat/type.h"

/* Releases what is no plain memory in a box (a view, a C++ object). */
typedef void (*cy_drop)(void *data);
typedef struct { PyObject_HEAD cy_drop drop; union { long double number; void *pointer; long long integer; } data[1]; } cy_boxed;
CY_STATE(PyObject *, box_type);

CY_FN void cy_box_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (((cy_boxed *)o)->drop) ((cy_boxed *)o)->drop(((cy_boxed *)o)->data);
    PyObject_Free(o);
    Py_DECREF((PyObject *)t);
}
static PyType_Slot cy_box_slots[] = {{Py_tp_dealloc, (void *)cy_box_dealloc}, {0, NULL}};
static PyType_Spec cy_box_spec = {"_cyrus.box", sizeof(cy_boxed), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT, cy_box_slots};

/* @init cy_box_init | sets box_type */
CY_RARE int cy_box_init(void)
{
    if (!CY(box_type)) CY(box_type) = cy_internal_type(&cy_box_spec);
    return CY(box_type) ? 0 : -1;
}

/* @op cy_box(size_t size, cy_drop drop) -> object new | null
 * A box for a value of this size, zeroed; drop may be NULL. */
CY_FN PyObject *cy_box(size_t size, cy_drop drop)
{
    PyTypeObject *t = (PyTypeObject *)CY(box_type);
    cy_boxed *b = (cy_boxed *)PyObject_Malloc(offsetof(cy_boxed, data) + size);
    if (!b) return PyErr_NoMemory();
    memset((void *)b, 0, offsetof(cy_boxed, data) + size);
    PyObject_Init((PyObject *)b, t);
    b->drop = drop;
    return (PyObject *)b;
}
/* @op cy_box_data(object box) -> void * | never pure
 * Where the value is. */
CY_INLINE void *cy_box_data(PyObject *box) { return ((cy_boxed *)box)->data; }
