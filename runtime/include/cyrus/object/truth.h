/* Truth, not, identity. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_truth(object a) -> int | neg consumes
 * 1 if a is true, 0 if not. */
CY_FN int cy_truth(PyObject *a, int own)
{
    int c = a == Py_True ? 1 : a == Py_False || a == Py_None ? 0 : PyObject_IsTrue(a);
    CY_OWN1(a);
    return c;
}

/* @op cy_bool(int c) -> object new | never pure
 * True if c, else False. */
CY_INLINE PyObject *cy_bool(int c)
{
    return cy_ref(c ? Py_True : Py_False);
}

/* @op cy_not(object a) -> object new | null consumes
 * not a */
CY_FN PyObject *cy_not(PyObject *a, int own)
{
    int c = PyObject_IsTrue(a);
    CY_OWN1(a);
    return c < 0 ? NULL : cy_ref(c ? Py_False : Py_True);
}
