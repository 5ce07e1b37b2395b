/* Slicing, one axis at a time. */
#pragma once
#include "cyrus/view/error.h"
#include "cyrus/view/view.h"

enum { CY_CUT_START = 1, CY_CUT_STOP = 2, CY_CUT_STEP = 4 };

/* @op cy_view_cut(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step, int has, int axis, Py_ssize_t *to_n, Py_ssize_t *to_s) -> int | neg nogil
 * One axis [start:stop:step] of a source axis with n items and stride s: moves v->p and gives the new extent and stride.
 * has says which of the three are given; axis is for the error. */
CY_FN int cy_view_cut(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step, int has, int axis, Py_ssize_t *to_n, Py_ssize_t *to_s)
{
    int back;
    if (!(has & CY_CUT_STEP)) step = 1;
    if (!step) return cy_view_step(axis);
    back = step < 0;
    if (!(has & CY_CUT_START)) start = back ? n - 1 : 0;
    else if (start < 0) { if ((start += n) < 0) start = back ? -1 : 0; }
    else if (start >= n) start = back ? n - 1 : n;
    if (!(has & CY_CUT_STOP)) stop = back ? -1 : n;
    else if (stop < 0) { if ((stop += n) < 0) stop = back ? -1 : 0; }
    else if (stop > n) stop = n;
    if (back) *to_n = stop < start ? (stop - start + 1) / step + 1 : 0;
    else *to_n = start < stop ? (stop - start - 1) / step + 1 : 0;
    *to_s = (Py_ssize_t)((size_t)s * (size_t)step); /* of one item or none nobody takes the step */
    if (*to_n) v->p += start * s;
    return 0;
}

/* @op cy_view_pick(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t i, int axis) -> int | neg nogil
 * One axis [i]: it is gone, v->p moves. Negative i count from the end. */
CY_FN int cy_view_pick(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t i, int axis)
{
    if (i < 0) i += n;
    if ((size_t)i >= (size_t)n) return cy_view_index_range(axis);
    v->p += i * s;
    return 0;
}

/* Where an axis leads whose item is at p. */
CY_INLINE char *cy_iview_at(char *p, Py_ssize_t u) { return u < 0 ? p : *(char **)p + u; }
/* A view whose axes [0, to) are done is moved: behind the last of them that goes through pointers. */
CY_FN void cy_iview_move(cy_view0 *v, char *from, int to, Py_ssize_t *u)
{
    while (to-- > 0)
        if (u[to] >= 0) {
            u[to] += v->p - from;
            v->p = from;
            return;
        }
}
/* cy_view_cut where axes may go through pointers; u[to] is that of the source. */
CY_FN int cy_iview_cut(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step, int has, int axis, int to, Py_ssize_t *to_n, Py_ssize_t *to_s, Py_ssize_t *u)
{
    char *p = v->p;
    if (cy_view_cut(v, n, s, start, stop, step, has, axis, &to_n[to], &to_s[to])) return -1;
    cy_iview_move(v, p, to, u);
    return 0;
}
/* cy_view_pick likewise. */
CY_FN int cy_iview_pick(cy_view0 *v, Py_ssize_t n, Py_ssize_t s, Py_ssize_t of, Py_ssize_t i, int axis, int to, Py_ssize_t *u)
{
    char *p = v->p;
    if (cy_view_pick(v, n, s, i, axis)) return -1;
    cy_iview_move(v, p, to, u);
    if (of < 0) return 0;
    if (to) return cy_view_sliced_before(axis);
    v->p = cy_iview_at(v->p, of);
    return 0;
}
