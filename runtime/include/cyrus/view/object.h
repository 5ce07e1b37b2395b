/* A view as a Python object: what a memoryview becomes when it leaves typed code.
 * @cold */
#pragma once
#include "cyrus/view/acquire.h"
#include "cyrus/view/bridge.h"
#include "cyrus/view/copy.h"
#include "cyrus/view/cut.h"
#include "cyrus/view/item.h"

typedef struct {
    PyObject_HEAD
    cy_view0 v;
    const cy_dtype *type;
    int rank, readonly;
    PyObject *weak;
    Py_ssize_t n[CY_MAX_RANK], s[CY_MAX_RANK], u[CY_MAX_RANK];
} cy_viewobject;
CY_STATE(PyObject *, view_type);

/* @op cy_view_object(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const cy_dtype *type, int readonly) -> object new | null
 * The view as an object; None for the view None. */
CY_RARE PyObject *cy_view_object(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const cy_dtype *type, int readonly)
{
    cy_viewobject *o;
    int i;
    if (v->owner == Py_None) return cy_ref(Py_None);
    if (!(o = PyObject_New(cy_viewobject, (PyTypeObject *)CY(view_type)))) return NULL;
    o->v = *v;
    Py_XINCREF(v->owner);
    o->type = type;
    o->rank = rank;
    o->readonly = readonly;
    o->weak = NULL;
    for (i = 0; i < rank; i++) {
        o->n[i] = n[i];
        o->s[i] = s[i];
        o->u[i] = -1;
    }
    return (PyObject *)o;
}

/* Whether an axis goes through pointers: its number, or -1. */
CY_RARE int cy_view_indirect(const cy_viewobject *o)
{
    int i;
    for (i = 0; i < o->rank; i++)
        if (o->u[i] >= 0) return i;
    return -1;
}

/* The object that the memory is from, borrowed. Memory that came from another module belongs to that module's memoryview. */
CY_RARE PyObject *cy_view_base(PyObject *owner)
{
    while (owner) {
        if (cy_is_hold(owner) && ((cy_hold *)owner)->b.obj) owner = ((cy_hold *)owner)->b.obj;
        else if (cy_is_bridge(owner) && ((cy_bridge *)owner)->object) owner = ((cy_bridge *)owner)->object;
        else if ((PyObject *)Py_TYPE(owner) == CY(view_type)) owner = ((cy_viewobject *)owner)->v.owner;
        else return owner;
    }
    return Py_None;
}

CY_RARE void cy_viewobject_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (((cy_viewobject *)o)->weak) PyObject_ClearWeakRefs(o);
    Py_XDECREF(((cy_viewobject *)o)->v.owner);
    PyObject_Free(o);
    Py_DECREF((PyObject *)t);
}

CY_RARE int cy_viewobject_getbuffer(PyObject *self, Py_buffer *b, int flags)
{
    cy_viewobject *o = (cy_viewobject *)self;
    int c = cy_view_contiguous(o->n, o->s, o->rank, o->type->size, 0), f = cy_view_contiguous(o->n, o->s, o->rank, o->type->size, 1);
    const char *bad = NULL;
    int indirect = cy_view_indirect(o) >= 0;
    if (indirect) c = f = 0;
    if (indirect && (flags & PyBUF_INDIRECT) != PyBUF_INDIRECT) bad = "memoryview has suboffsets";
    else if (o->readonly && (flags & PyBUF_WRITABLE)) bad = "Cannot create writable memory view from read-only memoryview";
    else if ((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !c) bad = "memoryview is not C-contiguous";
    else if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !f) bad = "memoryview is not Fortran-contiguous";
    else if ((flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS && !c && !f) bad = "memoryview is not contiguous";
    else if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !c) bad = "memoryview has strides";
    if (bad) return PyErr_SetString(PyExc_ValueError, bad), -1;
    b->buf = o->v.p;
    b->obj = cy_ref(self);
    b->len = cy_view_size(o->n, o->rank) * o->type->size;
    b->itemsize = o->type->size;
    b->readonly = o->readonly;
    b->ndim = o->rank;
    b->format = flags & PyBUF_FORMAT ? (char *)o->type->format : NULL;
    b->shape = flags & PyBUF_ND ? o->n : NULL;
    b->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? o->s : NULL;
    b->suboffsets = indirect ? o->u : NULL;
    b->internal = NULL;
    return 0;
}

/* The part of o that the key means: a view in w, m, t, u, whose rank is the result (0: one item); -1 on error. Owns nothing. */
CY_RARE int cy_view_part(cy_viewobject *o, PyObject *key, cy_view0 *w, Py_ssize_t *m, Py_ssize_t *t, Py_ssize_t *u)
{
    PyObject *one = key, *start;
    Py_ssize_t k, count = PyTuple_Check(key) ? PyTuple_GET_SIZE(key) : 1, given = 0, v[3];
    int axis = 0, rank = 0, seen = 0, i, has;
    w->p = o->v.p;
    w->owner = o->v.owner;
    for (k = 0; k < count; k++) {
        if (PyTuple_Check(key)) one = PyTuple_GET_ITEM(key, k);
        given += one != Py_None && one != Py_Ellipsis;
    }
    if (given > o->rank) return PyErr_SetString(PyExc_IndexError, "too many indices for memoryview"), -1;
    for (k = 0; k < count; k++) {
        if (PyTuple_Check(key)) one = PyTuple_GET_ITEM(key, k);
        if (one == Py_Ellipsis && !seen) {
            seen = 1;
            for (i = o->rank - (int)given; i > 0; i--, axis++, rank++) {
                m[rank] = o->n[axis];
                t[rank] = o->s[axis];
                u[rank] = o->u[axis];
            }
        } else if (one == Py_None) {
            if (rank == CY_MAX_RANK) return PyErr_SetString(PyExc_IndexError, "too many axes"), -1;
            m[rank] = 1;
            t[rank] = 0;
            u[rank++] = -1;
        } else if (one == Py_Ellipsis || PySlice_Check(one)) {
            has = 0;
            v[0] = v[1] = v[2] = 0;
            for (i = 0; i < 3 && one != Py_Ellipsis; i++) {
                start = i == 0 ? ((PySliceObject *)one)->start : i == 1 ? ((PySliceObject *)one)->stop : ((PySliceObject *)one)->step;
                if (start == Py_None) continue;
                v[i] = PyNumber_AsSsize_t(start, NULL);
                if (v[i] == -1 && PyErr_Occurred()) return -1;
                has |= 1 << i;
            }
            if (axis == o->rank) return PyErr_SetString(PyExc_IndexError, "too many indices for memoryview"), -1;
            u[rank] = o->u[axis];
            if (cy_iview_cut(w, o->n[axis], o->s[axis], v[0], v[1], v[2], has, axis, rank, m, t, u)) return -1;
            axis++;
            rank++;
        } else {
            if (!PyIndex_Check(one)) return PyErr_Format(PyExc_TypeError, "Cannot index with type '%.200s'", Py_TYPE(one)->tp_name), -1;
            v[0] = PyNumber_AsSsize_t(one, PyExc_IndexError);
            if (v[0] == -1 && PyErr_Occurred()) return -1;
            if (v[0] < 0) v[0] += o->n[axis];
            if ((size_t)v[0] >= (size_t)o->n[axis]) return cy_view_range(axis);
            if (cy_iview_pick(w, o->n[axis], o->s[axis], o->u[axis], v[0], axis, rank, u)) return -1;
            axis++;
        }
    }
    for (; axis < o->rank; axis++, rank++) {
        if (rank == CY_MAX_RANK) return PyErr_SetString(PyExc_IndexError, "too many axes"), -1;
        m[rank] = o->n[axis];
        t[rank] = o->s[axis];
        u[rank] = o->u[axis];
    }
    return rank;
}

CY_RARE PyObject *cy_viewobject_getitem(PyObject *self, PyObject *key)
{
    cy_viewobject *o = (cy_viewobject *)self;
    cy_view0 w;
    Py_ssize_t m[CY_MAX_RANK], t[CY_MAX_RANK], u[CY_MAX_RANK];
    PyObject *r;
    int rank, i;
    if (key == Py_Ellipsis) return cy_ref(self);
    rank = cy_view_part(o, key, &w, m, t, u);
    if (rank <= 0) return rank ? NULL : cy_item_get(o->type, w.p);
    if ((r = cy_view_object(&w, m, t, rank, o->type, o->readonly)))
        for (i = 0; i < rank; i++) ((cy_viewobject *)r)->u[i] = u[i];
    return r;
}

CY_RARE int cy_viewobject_setitem(PyObject *self, PyObject *key, PyObject *value)
{
    cy_viewobject *o = (cy_viewobject *)self;
    cy_view0 w, from;
    Py_ssize_t m[CY_MAX_RANK], t[CY_MAX_RANK], n[CY_MAX_RANK], s[CY_MAX_RANK], u[CY_MAX_RANK];
    union { char bytes[256]; long double align; PyObject *o; } item;
    int rank, r, k;
    if (!value) return PyErr_SetString(PyExc_TypeError, "memoryview does not support deletion"), -1;
    if (o->readonly) return PyErr_SetString(PyExc_TypeError, "Cannot assign to read-only memoryview"), -1;
    if ((rank = cy_view_part(o, key, &w, m, t, u)) < 0) return -1;
    if (!rank) return cy_item_set(o->type, w.p, value);
    for (k = 0; k < rank; k++)
        if (u[k] >= 0) return PyErr_SetString(PyExc_ValueError, "Indirect dimensions not supported"), -1;
    if (PyObject_CheckBuffer(value) && !(o->type->kind == 'S' && PyBytes_Check(value))) {
        Py_buffer b;
        if (PyObject_GetBuffer(value, &b, PyBUF_STRIDES)) return -1;
        k = b.ndim;
        PyBuffer_Release(&b);
        if (k > CY_MAX_RANK) return PyErr_SetString(PyExc_ValueError, "too many dimensions"), -1;
        from.owner = NULL;
        if (cy_view_from(value, o->type, k, 0, &from, n, s)) return -1;
        r = cy_view_assign(&w, m, t, rank, &from, n, s, k, o->type);
        cy_view_release(&from);
        return r;
    }
    if (o->type->size > (Py_ssize_t)sizeof item) return PyErr_SetString(PyExc_ValueError, "item is too large"), -1;
    memset(&item, 0, sizeof item);
    if (cy_item_set(o->type, item.bytes, value)) return -1;
    cy_view_fill(&w, m, t, rank, item.bytes, o->type);
    if (o->type->kind == 'O') Py_DECREF(item.o);
    return 0;
}

CY_RARE Py_ssize_t cy_viewobject_length(PyObject *o) { return ((cy_viewobject *)o)->n[0]; }

CY_RARE PyObject *cy_viewobject_at(PyObject *self, Py_ssize_t i)
{
    PyObject *k = PyLong_FromSsize_t(i), *r;
    if (!k) return NULL;
    r = cy_viewobject_getitem(self, k);
    Py_DECREF(k);
    return r;
}

CY_RARE PyObject *cy_ssize_tuple(const Py_ssize_t *v, int n)
{
    PyObject *r = PyTuple_New(n);
    int i;
    for (i = 0; r && i < n; i++) {
        PyObject *x = PyLong_FromSsize_t(v[i]);
        if (x) PyTuple_SET_ITEM(r, i, x);
        else Py_CLEAR(r);
    }
    return r;
}

enum { CY_V_BASE, CY_V_SHAPE, CY_V_STRIDES, CY_V_SUBOFFSETS, CY_V_NDIM, CY_V_ITEMSIZE, CY_V_NBYTES, CY_V_SIZE, CY_V_T, CY_V_READONLY, CY_V_FORMAT };
CY_RARE PyObject *cy_viewobject_get(PyObject *self, void *what)
{
    cy_viewobject *o = (cy_viewobject *)self, *r;
    switch ((int)(Py_intptr_t)what) {
    case CY_V_BASE: return cy_ref(cy_view_base(o->v.owner));
    case CY_V_SHAPE: return cy_ssize_tuple(o->n, o->rank);
    case CY_V_STRIDES: return cy_ssize_tuple(o->s, o->rank);
    case CY_V_SUBOFFSETS: return cy_ssize_tuple(o->u, o->rank);
    case CY_V_NDIM: return PyLong_FromLong(o->rank);
    case CY_V_ITEMSIZE: return PyLong_FromSsize_t(o->type->size);
    case CY_V_NBYTES: return PyLong_FromSsize_t(cy_view_size(o->n, o->rank) * o->type->size);
    case CY_V_SIZE: return PyLong_FromSsize_t(cy_view_size(o->n, o->rank));
    case CY_V_READONLY: return PyBool_FromLong(o->readonly);
    case CY_V_FORMAT: return PyUnicode_FromString(o->type->format);
    default:
        if (cy_view_indirect(o) >= 0) return PyErr_Format(PyExc_ValueError, "a view with indirect axes cannot be transposed");
        r = (cy_viewobject *)cy_view_object(&o->v, o->n, o->s, o->rank, o->type, o->readonly);
        if (r) cy_view_transpose(r->n, r->s, r->rank);
        return (PyObject *)r;
    }
}

CY_RARE PyObject *cy_viewobject_copied(PyObject *self, int fortran)
{
    cy_viewobject *o = (cy_viewobject *)self;
    cy_view0 w;
    Py_ssize_t m[CY_MAX_RANK], t[CY_MAX_RANK];
    PyObject *r;
    if (cy_view_indirect(o) >= 0) return PyErr_Format(PyExc_ValueError, "Cannot copy memoryview slice with indirect dimensions (axis %d)", cy_view_indirect(o));
    if (cy_view_copy(&o->v, o->n, o->s, o->rank, o->type, fortran, &w, m, t)) return NULL;
    r = cy_view_object(&w, m, t, o->rank, o->type, 0);
    cy_view_release(&w);
    return r;
}
CY_RARE PyObject *cy_viewobject_copy(PyObject *self, PyObject *x) { (void)x; return cy_viewobject_copied(self, 0); }
CY_RARE PyObject *cy_viewobject_copy_fortran(PyObject *self, PyObject *x) { (void)x; return cy_viewobject_copied(self, 1); }
CY_RARE PyObject *cy_viewobject_is_c(PyObject *self, PyObject *x)
{
    cy_viewobject *o = (cy_viewobject *)self;
    (void)x;
    return PyBool_FromLong(cy_view_indirect(o) < 0 && cy_view_contiguous(o->n, o->s, o->rank, o->type->size, 2));
}
CY_RARE PyObject *cy_viewobject_is_f(PyObject *self, PyObject *x)
{
    cy_viewobject *o = (cy_viewobject *)self;
    (void)x;
    return PyBool_FromLong(cy_view_indirect(o) < 0 && cy_view_contiguous(o->n, o->s, o->rank, o->type->size, 3));
}
CY_RARE PyObject *cy_viewobject_no_pickle(PyObject *self, PyObject *x)
{
    (void)self;
    (void)x;
    PyErr_SetString(PyExc_TypeError, "no default __reduce__ due to non-trivial __cinit__");
    return NULL;
}
CY_RARE PyObject *cy_viewobject_repr(PyObject *o)
{
    return PyUnicode_FromFormat("<MemoryView of '%s' at %p>", Py_TYPE(cy_view_base(((cy_viewobject *)o)->v.owner))->tp_name, (void *)o);
}
CY_RARE PyObject *cy_viewobject_str(PyObject *o)
{
    const char *name = Py_TYPE(cy_view_base(((cy_viewobject *)o)->v.owner))->tp_name, *dot = strrchr(name, '.');
    return PyUnicode_FromFormat("<MemoryView of '%s' object>", dot ? dot + 1 : name);
}

#define CY_VIEW_GET(name, what) {name, cy_viewobject_get, NULL, NULL, (void *)(Py_intptr_t)(what)}
static PyGetSetDef cy_viewobject_getset[] = {
    CY_VIEW_GET("base", CY_V_BASE), CY_VIEW_GET("shape", CY_V_SHAPE), CY_VIEW_GET("strides", CY_V_STRIDES), CY_VIEW_GET("suboffsets", CY_V_SUBOFFSETS),
    CY_VIEW_GET("ndim", CY_V_NDIM), CY_VIEW_GET("itemsize", CY_V_ITEMSIZE), CY_VIEW_GET("nbytes", CY_V_NBYTES), CY_VIEW_GET("size", CY_V_SIZE),
    CY_VIEW_GET("T", CY_V_T), CY_VIEW_GET("readonly", CY_V_READONLY), CY_VIEW_GET("format", CY_V_FORMAT), {NULL, NULL, NULL, NULL, NULL}};
static PyMethodDef cy_viewobject_methods[] = {
    {"copy", cy_viewobject_copy, METH_NOARGS, NULL}, {"copy_fortran", cy_viewobject_copy_fortran, METH_NOARGS, NULL},
    {"is_c_contig", cy_viewobject_is_c, METH_NOARGS, NULL}, {"is_f_contig", cy_viewobject_is_f, METH_NOARGS, NULL},
    {"__reduce__", cy_viewobject_no_pickle, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef cy_viewobject_members[] = {{"__weaklistoffset__", T_PYSSIZET, offsetof(cy_viewobject, weak), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot cy_viewobject_slots[] = {
    {Py_tp_dealloc, (void *)cy_viewobject_dealloc}, {Py_bf_getbuffer, (void *)cy_viewobject_getbuffer}, {Py_mp_subscript, (void *)cy_viewobject_getitem},
    {Py_mp_ass_subscript, (void *)cy_viewobject_setitem}, {Py_mp_length, (void *)cy_viewobject_length}, {Py_sq_item, (void *)cy_viewobject_at},
    {Py_tp_iter, (void *)PySeqIter_New}, {Py_tp_repr, (void *)cy_viewobject_repr}, {Py_tp_str, (void *)cy_viewobject_str}, {Py_tp_getset, cy_viewobject_getset},
    {Py_tp_methods, cy_viewobject_methods}, {Py_tp_members, cy_viewobject_members}, {0, NULL}};
static PyType_Spec cy_viewobject_spec = {"_cyrus._memoryviewslice", sizeof(cy_viewobject), 0, CY_TPFLAGS_FIXED | CY_TPFLAGS_SEQUENCE | Py_TPFLAGS_DEFAULT, cy_viewobject_slots};

/* @init cy_viewobject_init | sets view_type */
CY_RARE int cy_viewobject_init(void)
{
    if (CY(view_type)) return 0;
    return (CY(view_type) = cy_internal_type(&cy_viewobject_spec)) ? cy_type_is_sequence(CY(view_type)) : -1;
}
