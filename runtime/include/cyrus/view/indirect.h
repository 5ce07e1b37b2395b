/* Views with axes that may go through pointers: u[i], if not negative, says that the item at axis i is a pointer, and what
 * is added to it (suboffsets of PEP 3118). The head and n and s are those of other views.
 * @cold */
#pragma once
#include "cyrus/view/back.h"
#include "cyrus/view/object.h"

typedef struct { cy_view0 h; Py_ssize_t n[1], s[1], u[1]; } cy_iview1;
typedef struct { cy_view0 h; Py_ssize_t n[2], s[2], u[2]; } cy_iview2;
typedef struct { cy_view0 h; Py_ssize_t n[3], s[3], u[3]; } cy_iview3;
typedef struct { cy_view0 h; Py_ssize_t n[4], s[4], u[4]; } cy_iview4;
typedef struct { cy_view0 h; Py_ssize_t n[5], s[5], u[5]; } cy_iview5;
typedef struct { cy_view0 h; Py_ssize_t n[6], s[6], u[6]; } cy_iview6;
typedef struct { cy_view0 h; Py_ssize_t n[7], s[7], u[7]; } cy_iview7;
typedef struct { cy_view0 h; Py_ssize_t n[8], s[8], u[8]; } cy_iview8;

/* @op cy_iview_from(object o, const cy_dtype *t, int rank, int how, const char *axes, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s, Py_ssize_t *u) -> int | neg
 * A view of an object. A letter an axis: d direct, i through pointers, g either; c direct, its items side by side. */
CY_RARE int cy_iview_from(PyObject *o, const cy_dtype *t, int rank, int how, const char *axes, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s, Py_ssize_t *u)
{
    cy_hold *h;
    Py_buffer *b;
    int i, flags = PyBUF_FORMAT | PyBUF_INDIRECT | (how & CY_VIEW_WRITE ? PyBUF_WRITABLE : 0);
    if (o == Py_None) {
        cy_view_set_none(v);
        for (i = 0; i < rank; i++) n[i] = s[i] = 0;
        return 0;
    }
    if (!(h = cy_hold_new())) return -1;
    b = &h->b;
    if (PyObject_GetBuffer(o, b, flags) && cy_times_buffer(o, t, how & CY_VIEW_CAST, b, flags)) goto bad;
    if (b->ndim != rank || (!(how & CY_VIEW_CAST) && cy_format_check(t, b->format)) || b->itemsize != t->size) {
        PyErr_Clear();
        cy_view_mismatch(t, rank, how, b);
        goto bad;
    }
    for (i = 0; i < rank; i++) n[i] = b->shape ? b->shape[i] : b->len / b->itemsize;
    if (!b->strides) cy_view_strides(n, s, rank, t->size, 0);
    for (i = 0; i < rank; i++) {
        if (b->strides) s[i] = b->strides[i];
        u[i] = b->suboffsets ? b->suboffsets[i] : -1;
        if (u[i] >= 0 && (axes[i] == 'd' || axes[i] == 'c')) {
            PyErr_Format(PyExc_ValueError, "Buffer not compatible with direct access in dimension %d.", i);
            goto bad;
        }
        if (u[i] < 0 && axes[i] == 'i') {
            PyErr_Format(PyExc_ValueError, "Buffer is not indirectly accessible in dimension %d.", i);
            goto bad;
        }
        if (axes[i] == 'c' && n[i] > 1 && s[i] != t->size) {
            PyErr_SetString(PyExc_ValueError, "Buffer and memoryview are not contiguous in the same dimension.");
            goto bad;
        }
    }
    v->p = (char *)b->buf;
    v->owner = (PyObject *)h;
    return 0;
bad:
    Py_DECREF((PyObject *)h);
    return -1;
}

CY_RARE void cy_iview_back(PyObject *o, const cy_dtype *t, int rank, int how, const char *axes, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s, Py_ssize_t *u)
{
    PyObject *raised;
    v->owner = NULL;
    if (!o) return;
    raised = cy_raised_take();
    cy_view_back_raise(raised, cy_iview_from(o, t, rank, how, axes, v, n, s, u));
}

/* @op cy_iview_object(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *type, int readonly) -> object new | null
 * The view as an object; None for the view None. */
CY_RARE PyObject *cy_iview_object(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, const Py_ssize_t *u, int rank, const cy_dtype *type, int readonly)
{
    PyObject *o = cy_view_object(v, n, s, rank, type, readonly);
    int i;
    if (o && o != Py_None)
        for (i = 0; i < rank; i++) ((cy_viewobject *)o)->u[i] = u[i];
    return o;
}

/* @op cy_iview_direct(const Py_ssize_t *u, int rank, const char *text) -> int | neg nogil
 * 0 if no axis goes through pointers; else ValueError, whose text has a place for the axis. */
CY_RARE int cy_iview_direct(const Py_ssize_t *u, int rank, const char *text)
{
    PyGILState_STATE g;
    int i;
    for (i = 0; i < rank; i++) {
        if (u[i] < 0) continue;
        g = PyGILState_Ensure();
        PyErr_Format(PyExc_ValueError, text, i);
        PyGILState_Release(g);
        return -1;
    }
    return 0;
}

/* @op CY_IV_TAKE(object o, const cy_dtype *t, int rank, int how, const char *axes, out view v) -> int | neg macro
 * A view of an object. */
#define CY_IV_TAKE(o, t, rank, how, axes, v) cy_iview_from(o, t, rank, how, axes, &(v)->h, (v)->n, (v)->s, (v)->u)
/* @op CY_IV_BACK(object o, const cy_dtype *t, int rank, int how, const char *axes, out view v) -> void | never macro
 * CY_V_BACK */
#define CY_IV_BACK(o, t, rank, how, axes, v) cy_iview_back(o, t, rank, how, axes, &(v)->h, (v)->n, (v)->s, (v)->u)
/* @op CY_IV_GIVE(view v, int rank, const cy_dtype *t, int readonly) -> object new | null macro
 * A view as an object. */
#define CY_IV_GIVE(v, rank, t, readonly) cy_iview_object(&(v).h, (v).n, (v).s, (v).u, rank, t, readonly)
/* @op CY_IV_DIRECT(view v, int rank, const char *text) -> int | neg macro nogil
 * No axis may go through pointers. */
#define CY_IV_DIRECT(v, rank, text) cy_iview_direct((v).u, rank, text)
/* @op CY_IV_FLAT(inout view v, int to) -> void | never macro nogil
 * Axis `to` does not go through pointers. */
#define CY_IV_FLAT(v, to) ((v)->u[to] = -1)
/* @op CY_IV_KEEP(inout view w, int to, view v, int from) -> void | never macro nogil
 * An axis as it is. */
#define CY_IV_KEEP(w, to, v, from) ((w)->n[to] = (v).n[from], (w)->s[to] = (v).s[from], (w)->u[to] = (v).u[from])
/* @op CY_IV_PICK(inout view w, int to, view v, int from, Py_ssize_t i) -> int | neg macro nogil
 * One index of an axis: the axis goes. */
#define CY_IV_PICK(w, to, v, from, i) cy_iview_pick(&(w)->h, (v).n[from], (v).s[from], (v).u[from], i, from, to, (w)->u)
/* @op CY_IV_CUT(inout view w, int to, view v, int from, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step, int has) -> int | neg macro nogil
 * A part of an axis. */
#define CY_IV_CUT(w, to, v, from, start, stop, step, has) \
    ((w)->u[to] = (v).u[from], cy_iview_cut(&(w)->h, (v).n[from], (v).s[from], start, stop, step, has, from, to, (w)->n, (w)->s, (w)->u))
/* @op CY_IV_AT(const char *p, Py_ssize_t u) -> char* | never macro nogil pure
 * Where an axis leads whose item is at p. */
#define CY_IV_AT(p, u) cy_iview_at(p, u)
