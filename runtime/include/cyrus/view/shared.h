/* Views as modules give them to each other: attributes, variables and arguments that a .pxd declares. Layout and counting are
 * those of Cython's modules. A shared view names an object with the layout of their memoryview; all shared views of one such
 * object together own one reference to it and are counted inside it (None is not counted). Other views simply own one
 * reference to their owner, so a shared view becomes another one by a copy and a reference; the other way a bridge is made.
 * @cold */
#pragma once
#include "cyrus/view/bridge.h"
#include "cyrus/view/dtype.h"
#include "cyrus/view/hold.h"
#include "cyrus/view/view.h"

/* The names of the parts are those of cy_view0 and its kin. */
typedef struct { cy_view0 h; Py_ssize_t n[CY_MAX_RANK], s[CY_MAX_RANK], u[CY_MAX_RANK]; } cy_sview;

#ifdef _MSC_VER
#include <intrin.h>
#define CY_COUNT_ADD(p, by) ((int)_InterlockedExchangeAdd((volatile long *)(p), by))
#else
#define CY_COUNT_ADD(p, by) __atomic_fetch_add(p, by, __ATOMIC_ACQ_REL)
#endif

CY_STATE(PyObject *, bridge_type);
static PyTypeObject cy_bridge_static;

CY_RARE void cy_bridge_dealloc(PyObject *o)
{
    if (!((cy_bridge *)o)->lent) Py_XDECREF(((cy_bridge *)o)->object);
    PyMem_RawFree(o);
}
/* The object that the memory is from: a new reference. */
CY_RARE PyObject *cy_bridge_base(PyObject *o)
{
    PyObject *r = ((cy_bridge *)o)->object;
    if (r && cy_is_hold(r)) r = ((cy_hold *)r)->b.obj;
    return cy_ref(r ? r : Py_None);
}
static const cy_bridge_method cy_bridge_methods[9] = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, (cy_bridge_method)cy_bridge_base};

/* @init cy_bridge_init | sets bridge_type
 * A static type: its objects are made and thrown away without the GIL. */
CY_RARE int cy_bridge_init(void)
{
    PyTypeObject *t = &cy_bridge_static;
    if (!t->tp_name) {
        Py_SET_REFCNT((PyObject *)t, 1);
        t->tp_name = "_cyrus.memoryview";
        t->tp_basicsize = sizeof(cy_bridge);
        t->tp_dealloc = cy_bridge_dealloc;
        t->tp_flags = Py_TPFLAGS_DEFAULT;
        if (PyType_Ready(t)) return -1;
    }
    CY(bridge_type) = (PyObject *)t;
    return 0;
}

CY_RARE int cy_sview_no_memory(void)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_NoMemory();
    PyGILState_Release(g);
    return -1;
}

/* A bridge to the memory of a view, with a count of 1, the owner borrowed; in v, a copy of the view. NULL without an exception. */
CY_RARE cy_bridge *cy_bridge_new(cy_sview *v, const cy_dtype *t, int rank, int readonly)
{
    cy_bridge *b = (cy_bridge *)PyMem_RawCalloc(1, sizeof(cy_bridge));
    int i, indirect = 0;
    if (!b) return NULL;
    Py_SET_TYPE((PyObject *)b, (PyTypeObject *)CY(bridge_type));
    Py_SET_REFCNT((PyObject *)b, 1);
    b->methods = cy_bridge_methods;
    b->object = v->h.owner;
    b->lent = 1;
    b->count = 1;
    for (i = 0; i < rank; i++) {
        b->n[i] = v->n[i];
        b->s[i] = v->s[i];
        b->u[i] = v->u[i];
        indirect |= v->u[i] >= 0;
    }
    b->b.buf = v->h.p;
    b->b.len = cy_view_size(b->n, rank) * t->size;
    b->b.itemsize = t->size;
    b->b.readonly = readonly;
    b->b.ndim = rank;
    b->b.format = (char *)t->format;
    b->b.shape = b->n;
    b->b.strides = b->s;
    b->b.suboffsets = indirect ? b->u : NULL;
    b->flags = readonly ? PyBUF_FULL_RO : PyBUF_FULL;
    b->objects = t->kind == 'O';
    v->h.owner = (PyObject *)b;
    return b;
}

CY_INLINE void cy_sview_copy(cy_sview *to, const cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank)
{
    int i;
    to->h = *v;
    for (i = 0; i < CY_MAX_RANK; i++) {
        to->n[i] = i < rank ? n[i] : 0;
        to->s[i] = i < rank ? s[i] : 0;
        to->u[i] = u && i < rank ? u[i] : -1;
    }
}

/* Lends a view to a function of another module for one call, which cy_lend_end ends. No GIL needed. -1 with MemoryError. */
CY_RARE int cy_lend(cy_sview *to, const cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *t, int readonly)
{
    cy_sview_copy(to, v, n, s, u, rank);
    if (!v->owner || v->owner == Py_None) return 0;
    return cy_bridge_new(to, t, rank, readonly) ? 0 : cy_sview_no_memory();
}
/* What was lent may have been kept: then the bridge owns the memory from now on. */
CY_RARE void cy_lend_end(cy_sview *v)
{
    cy_bridge *b = (cy_bridge *)v->h.owner;
    PyGILState_STATE g;
    if (!b || v->h.owner == Py_None) return;
    if (CY_COUNT_ADD(&b->count, 0) == 1 && Py_REFCNT((PyObject *)b) == 1) {
        PyMem_RawFree(b);
        return;
    }
    g = PyGILState_Ensure();
    Py_INCREF(b->object);
    b->lent = 0;
    if (CY_COUNT_ADD(&b->count, -1) == 1) Py_DECREF((PyObject *)b);
    PyGILState_Release(g);
}

/* A shared view of the same memory. -1 with MemoryError. With the GIL. */
CY_RARE int cy_share(cy_sview *to, const cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *t, int readonly)
{
    cy_bridge *b = (cy_bridge *)v->owner;
    cy_sview_copy(to, v, n, s, u, rank);
    if (!v->owner || v->owner == Py_None) return 0;
    if (Py_TYPE(v->owner) == &cy_bridge_static) {
        if (!CY_COUNT_ADD(&b->count, 1)) Py_INCREF((PyObject *)b);
        return 0;
    }
    if (!(b = cy_bridge_new(to, t, rank, readonly))) {
        memset(to, 0, sizeof *to);
        return PyErr_NoMemory(), -1;
    }
    Py_INCREF(b->object);
    b->lent = 0;
    return 0;
}
/* The shared view has no value any more. With the GIL. */
CY_RARE void cy_unshare(cy_sview *v)
{
    cy_bridge *b = (cy_bridge *)v->h.owner;
    v->h.owner = NULL;
    v->h.p = NULL;
    if (!b || (PyObject *)b == Py_None) return;
    if (CY_COUNT_ADD(&b->count, -1) == 1) Py_DECREF((PyObject *)b);
}

CY_RARE int cy_sview_set(void *place, const cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *t, int readonly)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_sview made, old;
    int r = cy_share(&made, v, n, s, u, rank, t, readonly);
    if (!r) {
        old = *(cy_sview *)place;
        *(cy_sview *)place = made;
        cy_unshare(&old);
    }
    PyGILState_Release(g);
    return r;
}
/* @op CY_SV_SET(void *place, view v, int rank, const cy_dtype *t, int readonly) -> int | neg macro nogil
 * Stores a view into a place that other modules know. Takes the GIL. */
#define CY_SV_SET(place, v, rank, t, readonly) cy_sview_set(place, &(v).h, (v).n, (v).s, NULL, rank, t, readonly)
/* @op CY_SIV_SET(void *place, view v, int rank, const cy_dtype *t, int readonly) -> int | neg macro nogil
 * The same for a view with axes that may go through pointers. */
#define CY_SIV_SET(place, v, rank, t, readonly) cy_sview_set(place, &(v).h, (v).n, (v).s, (v).u, rank, t, readonly)

/* A result that the caller owns, as one that the caller of another module owns; NULL and an exception, or nothing. */
CY_RARE cy_sview cy_share_result(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *t, int readonly)
{
    cy_sview r;
    PyGILState_STATE g;
    if (!v->owner) {
        memset(&r, 0, sizeof r);
        return r;
    }
    g = PyGILState_Ensure();
    cy_share(&r, v, n, s, u, rank, t, readonly);
    cy_view_release(v);
    PyGILState_Release(g);
    return r;
}
/* The other way: v is a copy of what r holds; it owns a reference of its own, and r is given up. */
CY_RARE void cy_own_result(cy_sview *r, cy_view0 *v)
{
    PyGILState_STATE g;
    if (!v->owner) return;
    g = PyGILState_Ensure();
    Py_INCREF(v->owner);
    cy_unshare(r);
    PyGILState_Release(g);
}
