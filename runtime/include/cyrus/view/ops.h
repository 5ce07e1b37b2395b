/* Views as operands of generated code: macros over views of any rank. An `out` view is passed by address. */
#pragma once
#include "cyrus/view/acquire.h"
#include "cyrus/view/back.h"
#include "cyrus/view/copy.h"
#include "cyrus/view/cut.h"
#include "cyrus/view/object.h"

/* @op CY_V_TAKE(object o, const cy_dtype *t, int rank, int how, out view v) -> int | neg macro
 * A view of an object: cy_view_from. */
#define CY_V_TAKE(o, t, rank, how, v) cy_view_from(o, t, rank, how, &(v)->h, (v)->n, (v)->s)
/* @op CY_V_BACK(object o, const cy_dtype *t, int rank, int how, out view v) -> void | never macro
 * After a view of another object could not be taken: the view of the variable's old object. The exception stays. */
#define CY_V_BACK(o, t, rank, how, v) cy_view_back(o, t, rank, how, &(v)->h, (v)->n, (v)->s)
/* @op CY_V_GIVE(view v, int rank, const cy_dtype *t, int readonly) -> object new | null macro
 * A view as an object. */
#define CY_V_GIVE(v, rank, t, readonly) cy_view_object(&(v).h, (v).n, (v).s, rank, t, readonly)

/* @op CY_V_NONE(out view v) -> void | never macro
 * The view None. */
#define CY_V_NONE(v) (memset(v, 0, sizeof *(v)), cy_view_set_none(&(v)->h))
/* @op CY_V_NONE_NOGIL(out view v) -> void | never macro nogil
 * The same where the GIL may not be held. */
#define CY_V_NONE_NOGIL(v) (memset(v, 0, sizeof *(v)), cy_view_set_none_nogil(&(v)->h))
/* @op CY_V_IS_NONE(view v) -> int | never macro nogil pure
 * v is None */
#define CY_V_IS_NONE(v) ((v).h.owner == Py_None)

/* A slice is made axis by axis. */
/* @op CY_V_BEGIN(view v, out view w) -> void | never macro
 * w is on the memory of v, without axes. */
#define CY_V_BEGIN(v, w) ((w)->h = (v).h, cy_view_retain(&(w)->h))
/* @op CY_V_BEGIN_NOGIL(view v, out view w) -> void | never macro nogil
 * The same where the GIL may not be held. */
#define CY_V_BEGIN_NOGIL(v, w) ((w)->h = (v).h, cy_view_retain_nogil(&(w)->h))
/* @op CY_V_KEEP(inout view w, int to, view v, int from) -> void | never macro nogil
 * An axis as it is. */
#define CY_V_KEEP(w, to, v, from) ((w)->n[to] = (v).n[from], (w)->s[to] = (v).s[from])
/* @op CY_V_NEW(inout view w, int to) -> void | never macro nogil
 * A new axis of length 1. */
#define CY_V_NEW(w, to) ((w)->n[to] = 1, (w)->s[to] = 0)
/* @op CY_V_PICK(inout view w, view v, int from, Py_ssize_t i) -> int | neg macro nogil
 * One index of an axis: the axis goes. */
#define CY_V_PICK(w, v, from, i) cy_view_pick(&(w)->h, (v).n[from], (v).s[from], i, from)
/* @op CY_V_CUT(inout view w, int to, view v, int from, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step, int has) -> int | neg macro nogil
 * A part of an axis. */
#define CY_V_CUT(w, to, v, from, start, stop, step, has) \
    cy_view_cut(&(w)->h, (v).n[from], (v).s[from], start, stop, step, has, from, &(w)->n[to], &(w)->s[to])

/* @op CY_V_TURN(view v, int rank, out view w) -> void | never macro
 * v.T */
#define CY_V_TURN(v, rank, w) \
    ((w)->h = (v).h, memcpy((w)->n, (v).n, sizeof (w)->n), memcpy((w)->s, (v).s, sizeof (w)->s), \
     cy_view_retain(&(w)->h), cy_view_transpose((w)->n, (w)->s, rank))
/* @op CY_V_TURN_NOGIL(view v, int rank, out view w) -> void | never macro nogil
 * v.T where the GIL may not be held. */
#define CY_V_TURN_NOGIL(v, rank, w) \
    ((w)->h = (v).h, memcpy((w)->n, (v).n, sizeof (w)->n), memcpy((w)->s, (v).s, sizeof (w)->s), \
     cy_view_retain_nogil(&(w)->h), cy_view_transpose((w)->n, (w)->s, rank))
/* @op CY_V_CLONE(view v, int rank, const cy_dtype *t, int fortran, out view w) -> int | neg macro
 * A copy in new memory: cy_view_copy. */
#define CY_V_CLONE(v, rank, t, fortran, w) cy_view_copy(&(v).h, (v).n, (v).s, rank, t, fortran, &(w)->h, (w)->n, (w)->s)
/* @op CY_V_COPY(view v, int rank, view w, int from_rank, const cy_dtype *t) -> int | neg macro nogil
 * v[...] = w */
#define CY_V_COPY(v, rank, w, from_rank, t) cy_view_assign(&(v).h, (v).n, (v).s, rank, &(w).h, (w).n, (w).s, from_rank, t)
/* @op CY_V_FILL(view v, int rank, const void *item, const cy_dtype *t) -> void | never macro nogil
 * v[...] = one value */
#define CY_V_FILL(v, rank, item, t) cy_view_fill(&(v).h, (v).n, (v).s, rank, item, t)
