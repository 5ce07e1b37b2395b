/* What goes wrong with views, also where the GIL is not held. All return -1.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_view_range(int axis) -> int | neg cold nogil
 * An index of an item is out of range. */
CY_RARE int cy_view_range(int axis)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", axis);
    PyGILState_Release(g);
    return -1;
}
/* @op cy_view_index_range(int axis) -> int | neg cold nogil
 * An index in a slicing is out of range. */
CY_RARE int cy_view_index_range(int axis)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_IndexError, "Index out of bounds (axis %d)", axis);
    PyGILState_Release(g);
    return -1;
}
/* @op cy_view_none(const char *text) -> int | neg cold nogil
 * TypeError: a view is None; text such as "Cannot index None memoryview slice". */
CY_RARE int cy_view_none(const char *text)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_SetString(PyExc_TypeError, text);
    PyGILState_Release(g);
    return -1;
}
/* @op cy_view_none_attr(const char *name) -> int | neg cold nogil
 * AttributeError: a view is None. */
CY_RARE int cy_view_none_attr(const char *name)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_AttributeError, "Cannot access '%s' attribute of None memoryview slice", name);
    PyGILState_Release(g);
    return -1;
}
CY_RARE int cy_view_sliced_before(int axis)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_IndexError, "All dimensions preceding dimension %d must be indexed and not sliced", axis);
    PyGILState_Release(g);
    return -1;
}
CY_RARE int cy_view_step(int axis)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, "Step may not be zero (axis %d)", axis);
    PyGILState_Release(g);
    return -1;
}
CY_RARE int cy_view_extent(int axis, Py_ssize_t to, Py_ssize_t from)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, "got differing extents in dimension %d (got %zd and %zd)", axis, to, from);
    PyGILState_Release(g);
    return -1;
}
CY_RARE int cy_view_memory(void)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_NoMemory();
    PyGILState_Release(g);
    return -1;
}
