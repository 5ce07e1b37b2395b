/* A view of any object that has the buffer protocol. An exact ndarray is taken without it: a reference keeps the memory
 * exactly as well, as NumPy does not count exports. */
#pragma once
#include "cyrus/view/format.h"
#include "cyrus/view/hold.h"
#include "cyrus/view/numpy.h"
#include "cyrus/view/times.h"
#include "cyrus/view/view.h"

/* what a view asks for */
enum { CY_VIEW_WRITE = 1, CY_VIEW_C = 2, CY_VIEW_F = 4, CY_VIEW_CAST = 8 };     /* CAST: any items of the right size */

/* A buffer whose rank, item size or format is not the expected one. Always -1, and the buffer is released. */
CY_RARE int cy_view_mismatch(const cy_dtype *t, int rank, int how, Py_buffer *b)
{
    if (b->ndim != rank) {
        PyErr_Format(PyExc_ValueError, "Buffer has wrong number of dimensions (expected %d, got %d)", rank, b->ndim);
    } else if (how & CY_VIEW_CAST || !cy_format_check(t, b->format)) {
        PyErr_Format(PyExc_ValueError, "Item size of buffer (%zd byte%s) does not match size of '%s' (%zd byte%s)", b->itemsize, b->itemsize == 1 ? "" : "s",
                     t->name, t->size, t->size == 1 ? "" : "s");
    }
    PyBuffer_Release(b);
    return -1;
}

/* The slow path. */
CY_FN int cy_view_buffer(PyObject *o, const cy_dtype *t, int rank, int how, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s)
{
    cy_hold *h;
    Py_buffer *b;
    int i, flags = PyBUF_FORMAT | (how & CY_VIEW_WRITE ? PyBUF_WRITABLE : 0)
                   | (how & CY_VIEW_C ? PyBUF_C_CONTIGUOUS : how & CY_VIEW_F ? PyBUF_F_CONTIGUOUS : PyBUF_STRIDES);
    if (o == Py_None) {
        cy_view_set_none(v);
        for (i = 0; i < rank; i++) n[i] = s[i] = 0;
        return 0;
    }
    if (!CY(ndarray)) cy_numpy_find(Py_TYPE(o));
    if (!(h = cy_hold_new())) return -1;
    b = &h->b;
    if (PyObject_GetBuffer(o, b, flags) && cy_times_buffer(o, t, how & CY_VIEW_CAST, b, flags)) goto bad;
    if (b->ndim != rank || b->itemsize != t->size || !(b->format && t->format[0] == b->format[0] && !t->format[1] && !b->format[1])) {
        if (b->ndim != rank || (!(how & CY_VIEW_CAST) && cy_format_check(t, b->format)) || b->itemsize != t->size) {
            PyErr_Clear();
            cy_view_mismatch(t, rank, how, b);
            goto bad;
        }
    }
    for (i = 0; i < rank; i++) n[i] = b->shape ? b->shape[i] : b->len / b->itemsize;
    if (b->strides)
        for (i = 0; i < rank; i++) s[i] = b->strides[i];
    else cy_view_strides(n, s, rank, t->size, 0);
    v->p = (char *)b->buf;
    v->owner = (PyObject *)h;
    return 0;
bad:
    Py_DECREF((PyObject *)h);
    return -1;
}

/* @op cy_view_from(object o, const cy_dtype *t, int rank, int how, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s) -> int | neg
 * A view with items of type t and this rank; None gives the view None. how: CY_VIEW_WRITE and an order. */
CY_FN int cy_view_from(PyObject *o, const cy_dtype *t, int rank, int how, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s)
{
    cy_numpy_array *a = (cy_numpy_array *)o;
    int i, f;
    if ((PyObject *)Py_TYPE(o) == CY(ndarray) && a->nd == rank) {
        f = CY_NUMPY_ALIGNED | (how & CY_VIEW_WRITE ? CY_NUMPY_WRITEABLE : 0) | (how & CY_VIEW_C ? CY_NUMPY_C : how & CY_VIEW_F ? CY_NUMPY_F : 0);
        /* the sign bit: NumPy warns when such an array is written */
        if ((a->flags & (f | (int)0x80000000)) == f && a->descr->byteorder != '>' && a->descr->byteorder != '<'
            && (a->descr->type_num == t->num || a->descr->type_num == t->num2)) {
            v->p = a->data;
            for (i = 0; i < rank; i++) {
                n[i] = a->dim[i];
                s[i] = a->stride[i];
            }
            /* with an axis of length 1, NumPy allows any stride there */
            if (how & (CY_VIEW_C | CY_VIEW_F)) cy_view_strides(n, s, rank, t->size, how & CY_VIEW_F);
            v->owner = cy_ref(o);
            return 0;
        }
    }
    return cy_view_buffer(o, t, rank, how, v, n, s);
}
