/* C tuples from sequences. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_sequence_of(object o, Py_ssize_t n) -> int | neg
 * TypeError for a sequence of another length than n. What has no length shows when it is taken apart. */
CY_FN int cy_sequence_of(PyObject *o, Py_ssize_t n)
{
    Py_ssize_t size = n;
    if (PyTuple_CheckExact(o)) size = PyTuple_GET_SIZE(o);
    else if (PySequence_Check(o) && (size = PySequence_Size(o)) < 0) {
        PyErr_Clear();
        return 0;
    }
    if (size == n) return 0;
    PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got size %zd", n, size);
    return -1;
}
