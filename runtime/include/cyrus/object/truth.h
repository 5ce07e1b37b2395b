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

/* @op cy_likely_true(int c) -> int | never nogil pure
 * c, which is mostly true: for the layout of the code. */
CY_INLINE int cy_likely_true(int c) { return CY_LIKELY(c); }
/* @op cy_unlikely_true(int c) -> int | never nogil pure
 * c, which is mostly false. */
CY_INLINE int cy_unlikely_true(int c) { return CY_UNLIKELY(c); }

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

/* Truth of what is known to be exactly of its type, or None. */
/* @op cy_sized_truth(object o) -> int | never nogil pure
 * Of a list, tuple or bytes. */
CY_INLINE int cy_sized_truth(PyObject *o) { return o != Py_None && Py_SIZE(o) != 0; }
/* @op cy_dict_truth(object o) -> int | never nogil pure
 */
CY_INLINE int cy_dict_truth(PyObject *o) { return o != Py_None && PyDict_GET_SIZE(o) != 0; }
/* @op cy_set_truth(object o) -> int | never nogil pure
 * Of a set or frozenset. */
CY_INLINE int cy_set_truth(PyObject *o) { return o != Py_None && PySet_GET_SIZE(o) != 0; }
/* @op cy_str_truth(object o) -> int | never nogil pure
 */
CY_INLINE int cy_str_truth(PyObject *o) { return o != Py_None && PyUnicode_GET_LENGTH(o) != 0; }
