/* Copying items: between views with broadcasting and overlap, one value into all, into memory of one piece. */
#pragma once
#include "cyrus/view/array.h"
#include "cyrus/view/error.h"

/* Items of axis 0 and inner ones, from source to target; shapes are equal. */
CY_FN void cy_view_move(char *to, const Py_ssize_t *ts, const char *from, const Py_ssize_t *fs, const Py_ssize_t *n, int rank, Py_ssize_t size)
{
    Py_ssize_t i;
    if (rank == 0) {
        memcpy(to, from, (size_t)size);
        return;
    }
    if (rank == 1) {
        if (ts[0] == size && fs[0] == size) {
            if (n[0]) memcpy(to, from, (size_t)(size * n[0]));
        } else if (size == 8) {
            for (i = 0; i < n[0]; i++, to += ts[0], from += fs[0]) memcpy(to, from, 8);
        } else if (size == 4) {
            for (i = 0; i < n[0]; i++, to += ts[0], from += fs[0]) memcpy(to, from, 4);
        } else {
            for (i = 0; i < n[0]; i++, to += ts[0], from += fs[0]) memcpy(to, from, (size_t)size);
        }
        return;
    }
    for (i = 0; i < n[0]; i++, to += ts[0], from += fs[0]) cy_view_move(to, ts + 1, from, fs + 1, n + 1, rank - 1, size);
}

/* One more (by 1) or less (by -1) reference to each object. The GIL is held. */
CY_FN void cy_view_count(char *p, const Py_ssize_t *n, const Py_ssize_t *s, int rank, int by)
{
    Py_ssize_t i;
    if (!rank) {
        if (by > 0) Py_XINCREF(*(PyObject **)p);
        else Py_XDECREF(*(PyObject **)p);
        return;
    }
    for (i = 0; i < n[0]; i++, p += s[0]) cy_view_count(p, n + 1, s + 1, rank - 1, by);
}

/* The bytes that the items lie in: from *low to *high. */
CY_FN void cy_view_extents(char *p, const Py_ssize_t *n, const Py_ssize_t *s, int rank, Py_ssize_t size, char **low, char **high)
{
    int i;
    *low = *high = p;
    for (i = 0; i < rank; i++) {
        if (!n[i]) {
            *high = *low = p;
            return;
        }
        if (s[i] < 0) *low += s[i] * (n[i] - 1);
        else *high += s[i] * (n[i] - 1);
    }
    *high += size;
}

/* @op cy_view_assign(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, cy_view0 *w, const Py_ssize_t *m, const Py_ssize_t *t, int from_rank, const cy_dtype *type) -> int | neg nogil
 * v[...] = w: axes of w are the last ones of v, extents of 1 are repeated. The two may overlap. */
CY_FN int cy_view_assign(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, cy_view0 *w, const Py_ssize_t *m, const Py_ssize_t *t, int from_rank, const cy_dtype *type)
{
    Py_ssize_t fs[CY_MAX_RANK], es[CY_MAX_RANK];
    char *low, *high, *low2, *high2, *from = w->p, *temp = NULL;
    PyGILState_STATE g = (PyGILState_STATE)0;
    int i, k;
    for (i = 0; i < from_rank - rank; i++)          /* more axes than the target: only of length 1 */
        if (m[i] != 1) return cy_view_extent(i, 1, m[i]);
    for (i = 0; i < rank; i++) {
        k = i + from_rank - rank;
        fs[i] = k >= 0 && m[k] != 1 ? t[k] : 0;
        if (k >= 0 && m[k] != 1 && m[k] != n[i]) return cy_view_extent(i, n[i], m[k]);
        if (k >= 0 && m[k] == 1 && n[i] == 1) fs[i] = t[k];
    }
    if (!cy_view_size(n, rank)) return 0;
    cy_view_extents(v->p, n, s, rank, type->size, &low, &high);
    cy_view_extents(from, n, fs, rank, type->size, &low2, &high2);
    if (low < high2 && low2 < high) {
        if (!(temp = (char *)malloc((size_t)(cy_view_size(n, rank) * type->size)))) return cy_view_memory();
        cy_view_strides(n, es, rank, type->size, 0);
        cy_view_move(temp, es, from, fs, n, rank, type->size);
        from = temp;
        for (i = 0; i < rank; i++) fs[i] = es[i];
    }
    if (type->kind == 'O') {
        g = PyGILState_Ensure();
        cy_view_count(from, n, fs, rank, 1);
        cy_view_count(v->p, n, s, rank, -1);
    }
    cy_view_move(v->p, s, from, fs, n, rank, type->size);
    if (type->kind == 'O') PyGILState_Release(g);
    free(temp);
    return 0;
}

/* @op cy_view_fill(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const void *item, const cy_dtype *type) -> void | never nogil
 * v[...] = one value. */
CY_FN void cy_view_fill(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const void *item, const cy_dtype *type)
{
    static const Py_ssize_t still[CY_MAX_RANK] = {0};
    PyGILState_STATE g = (PyGILState_STATE)0;
    if (type->kind == 'O') {
        g = PyGILState_Ensure();
        cy_view_count((char *)item, n, still, rank, 1);
        cy_view_count(v->p, n, s, rank, -1);
    }
    cy_view_move(v->p, s, (const char *)item, still, n, rank, type->size);
    if (type->kind == 'O') PyGILState_Release(g);
}

/* @op cy_view_copy(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const cy_dtype *type, int fortran, cy_view0 *w, Py_ssize_t *m, Py_ssize_t *t) -> int | neg
 * A copy in new memory of one piece, C or Fortran order: the view w. */
CY_FN int cy_view_copy(cy_view0 *v, const Py_ssize_t *n, const Py_ssize_t *s, int rank, const cy_dtype *type, int fortran, cy_view0 *w, Py_ssize_t *m, Py_ssize_t *t)
{
    cy_array *a = cy_array_new(type, rank, n, fortran);
    int i;
    if (!a) return -1;
    for (i = 0; i < rank; i++) {
        m[i] = n[i];
        t[i] = a->s[i];
    }
    if (type->kind == 'O') cy_view_count(v->p, n, s, rank, 1);
    cy_view_move(a->data, a->s, v->p, s, n, rank, type->size);
    w->p = a->data;
    w->owner = (PyObject *)a;
    return 0;
}
