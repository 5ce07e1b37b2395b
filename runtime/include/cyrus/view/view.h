/* Typed views of memory. A view holds its own shape n and strides s (in bytes); owner keeps the memory: an ndarray, an
 * object around a Py_buffer, or an array of the runtime. Shared code sees the head and gets n and s beside it.
 *
 * owner is NULL where the variable has no value, and None where it is None. */
#pragma once
#include "cyrus/core/prelude.h"

enum { CY_MAX_RANK = 8 };

/* In this order: see view/shared.h. */
typedef struct { PyObject *owner; char *p; } cy_view0;
typedef struct { cy_view0 h; Py_ssize_t n[1], s[1]; } cy_view1;
typedef struct { cy_view0 h; Py_ssize_t n[2], s[2]; } cy_view2;
typedef struct { cy_view0 h; Py_ssize_t n[3], s[3]; } cy_view3;
typedef struct { cy_view0 h; Py_ssize_t n[4], s[4]; } cy_view4;
typedef struct { cy_view0 h; Py_ssize_t n[5], s[5]; } cy_view5;
typedef struct { cy_view0 h; Py_ssize_t n[6], s[6]; } cy_view6;
typedef struct { cy_view0 h; Py_ssize_t n[7], s[7]; } cy_view7;
typedef struct { cy_view0 h; Py_ssize_t n[8], s[8]; } cy_view8;

/* @op cy_view_retain(cy_view0 *v) -> void | never
 * One more reference to the memory: after a struct copy of a view. */
CY_INLINE void cy_view_retain(cy_view0 *v) { Py_XINCREF(v->owner); }
/* @op cy_view_release(cy_view0 *v) -> void | never
 * The view has no value any more. */
CY_INLINE void cy_view_release(cy_view0 *v) { Py_CLEAR(v->owner); }
/* @op cy_view_retain_nogil(cy_view0 *v) -> void | never nogil
 * cy_view_retain where the GIL may not be held. */
CY_FN void cy_view_retain_nogil(cy_view0 *v)
{
    PyGILState_STATE g;
    if (!v->owner) return;
    g = PyGILState_Ensure();
    Py_INCREF(v->owner);
    PyGILState_Release(g);
}
/* @op cy_view_release_nogil(cy_view0 *v) -> void | never nogil
 */
CY_FN void cy_view_release_nogil(cy_view0 *v)
{
    PyGILState_STATE g;
    if (!v->owner) return;
    g = PyGILState_Ensure();
    Py_CLEAR(v->owner);
    PyGILState_Release(g);
}
/* @op cy_view_is_none(const cy_view0 *v) -> int | never nogil pure
 */
CY_INLINE int cy_view_is_none(const cy_view0 *v) { return v->owner == Py_None; }
/* @op cy_view_set_none(cy_view0 *v) -> void | never
 * For a view without a value: None. */
CY_INLINE void cy_view_set_none(cy_view0 *v)
{
    v->p = NULL;
    v->owner = cy_ref(Py_None);
}

/* @op cy_view_set_none_nogil(cy_view0 *v) -> void | never nogil
 * The same where the GIL may not be held. */
CY_FN void cy_view_set_none_nogil(cy_view0 *v)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_view_set_none(v);
    PyGILState_Release(g);
}

/* @op cy_view_direct() -> const Py_ssize_t * | never nogil pure
 * The suboffsets of a view whose axes go through no pointers. */
CY_INLINE const Py_ssize_t *cy_view_direct(void)
{
    static const Py_ssize_t all[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
    return all;
}
/* @op cy_view_size(const Py_ssize_t *n, int rank) -> Py_ssize_t | never nogil pure
 * The number of items. */
CY_INLINE Py_ssize_t cy_view_size(const Py_ssize_t *n, int rank)
{
    Py_ssize_t r = 1;
    while (rank-- > 0) r *= n[rank];
    return r;
}
/* @op cy_view_same_shape(const Py_ssize_t *n, const Py_ssize_t *m, int rank) -> int | never nogil pure
 */
CY_INLINE int cy_view_same_shape(const Py_ssize_t *n, const Py_ssize_t *m, int rank)
{
    while (rank-- > 0)
        if (n[rank] != m[rank]) return 0;
    return 1;
}
/* @op cy_view_contiguous(const Py_ssize_t *n, const Py_ssize_t *s, int rank, Py_ssize_t size, int order) -> int | never nogil pure
 * Whether items of this size lie in one piece, in C or Fortran order (bit 0). Bit 1: also the strides of axes that have one item
 * or none must say so, which is what `is_c_contig()` asks. */
CY_FN int cy_view_contiguous(const Py_ssize_t *n, const Py_ssize_t *s, int rank, Py_ssize_t size, int order)
{
    int i;
    for (i = 0; i < rank; i++) {
        int k = order & 1 ? i : rank - 1 - i;
        if ((n[k] > 1 || order & 2) && s[k] != size) return 0;
        size *= n[k];
    }
    return 1;
}
/* @op cy_view_strides(const Py_ssize_t *n, Py_ssize_t *s, int rank, Py_ssize_t size, int fortran) -> void | never nogil
 * The strides of memory in one piece. */
CY_FN void cy_view_strides(const Py_ssize_t *n, Py_ssize_t *s, int rank, Py_ssize_t size, int fortran)
{
    int i;
    for (i = 0; i < rank; i++) {
        int k = fortran ? i : rank - 1 - i;
        s[k] = size;
        size *= n[k];
    }
}
/* @op cy_view_transpose(Py_ssize_t *n, Py_ssize_t *s, int rank) -> void | never nogil
 * v.T in place. */
CY_FN void cy_view_transpose(Py_ssize_t *n, Py_ssize_t *s, int rank)
{
    int i;
    for (i = 0; i < rank / 2; i++) {
        Py_ssize_t x = n[i], y = s[i];
        n[i] = n[rank - 1 - i];
        s[i] = s[rank - 1 - i];
        n[rank - 1 - i] = x;
        s[rank - 1 - i] = y;
    }
}
