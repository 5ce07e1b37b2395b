/* A variable that is a buffer keeps its old object where the view of a new one cannot be taken.
 * @cold */
#pragma once
#include "cyrus/compat/error.h"
#include "cyrus/view/acquire.h"

/* The exception again, or another one if the old buffer cannot be taken either. */
CY_RARE void cy_view_back_raise(PyObject *raised, int failed)
{
    if (!failed) {
        cy_raised_put(raised);
        return;
    }
    Py_XDECREF(raised);
    PyErr_SetString(PyExc_ValueError, "Buffer acquisition failed on assignment; and then reacquiring the old buffer failed too!");
}

/* With an exception set: the view of o again, which may be NULL. */
CY_RARE void cy_view_back(PyObject *o, const cy_dtype *t, int rank, int how, cy_view0 *v, Py_ssize_t *n, Py_ssize_t *s)
{
    PyObject *raised;
    v->owner = NULL;
    if (!o) return;
    raised = cy_raised_take();
    cy_view_back_raise(raised, cy_view_from(o, t, rank, how, v, n, s));
}
