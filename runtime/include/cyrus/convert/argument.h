/* Arguments for parameters whose annotation is a Python number that may be None (Optional[float]). */
#pragma once
#include "cyrus/ext/check.h"

/* The slow part of cy_arg_number. */
CY_RARE PyObject *cy_other_number(PyObject *o, PyObject *type, const char *name, int how)
{
    if (type == (PyObject *)&PyFloat_Type && (PyFloat_Check(o) || PyLong_Check(o))) {
        double v = PyFloat_AsDouble(o);
        return v == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(v);
    }
    if (type == (PyObject *)&PyLong_Type && PyLong_Check(o)) return PyLong_Type.tp_as_number->nb_int(o);
    cy_wrong_arg(o, type, name, how);
    return NULL;
}
/* @op cy_arg_number(object o, object type, const char *name, int how) -> object new | null
 * The argument of this name as exactly a float or an int (its type): what is of a subclass, and an int for a float (PEP 484),
 * is converted. how: 1 None is allowed; TypeError for anything else. */
CY_INLINE PyObject *cy_arg_number(PyObject *o, PyObject *type, const char *name, int how)
{
    if (CY_LIKELY((PyObject *)Py_TYPE(o) == type || ((how & 1) && o == Py_None))) return cy_ref(o);
    return cy_other_number(o, type, name, how);
}
