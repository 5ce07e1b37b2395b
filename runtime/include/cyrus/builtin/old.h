/* Builtins of Python 2, and those that the running Python may not have yet.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

/* @op cy_intern(object o) -> object new | null
 * intern(o) of Python 2: sys.intern(o). */
CY_RARE PyObject *cy_intern(PyObject *o)
{
    if (!PyUnicode_CheckExact(o)) return PyErr_Format(PyExc_TypeError, "intern() argument must be string, not %.200s", Py_TYPE(o)->tp_name);
    Py_INCREF(o);
    PyUnicode_InternInPlace(&o);
    return o;
}

/* @op cy_frozendict_type() -> object new | null
 * builtins.frozendict, or dict where there is none. */
CY_RARE PyObject *cy_frozendict_type(void)
{
    PyObject *r = PyDict_GetItemString(CY(builtins), "frozendict");
    return cy_ref(r ? r : (PyObject *)&PyDict_Type);
}

/* @op cy_old_items(object o, object today, object old) -> object new | null
 * What `for x in o.iteritems()` goes over (names: today `items`, old `iteritems`): the view of an exact dict, else what the old method gives. */
CY_RARE PyObject *cy_old_items(PyObject *o, PyObject *today, PyObject *old)
{
    return PyObject_CallMethodObjArgs(o, PyDict_CheckExact(o) ? today : old, NULL);
}
