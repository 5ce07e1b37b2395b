/* Parts of C memory whose bounds are known at run time only.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_part_length(Py_ssize_t start, Py_ssize_t stop, Py_ssize_t wanted) -> int | neg nogil
 * ValueError unless the part from start to stop, neither of which is negative, has as many items as it is given. */
CY_RARE int cy_part_length(Py_ssize_t start, Py_ssize_t stop, Py_ssize_t wanted)
{
    PyGILState_STATE g;
    if (start >= 0 && stop >= start && stop - start == wanted) return 0;
    g = PyGILState_Ensure();
    if (start < 0) PyErr_Format(PyExc_IndexError, "a part of C memory begins at %zd", start);
    else PyErr_Format(PyExc_ValueError, "Assignment to slice of wrong length, expected %zd, got %zd", wanted, stop > start ? stop - start : 0);
    PyGILState_Release(g);
    return -1;
}
