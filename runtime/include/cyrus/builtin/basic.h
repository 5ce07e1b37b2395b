/* Builtin functions that are called often, as C calls. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_len(object o) -> Py_ssize_t | neg consumes
 * len(o) */
CY_FN Py_ssize_t cy_len(PyObject *o, int own)
{
    Py_ssize_t n = PyObject_Size(o);
    CY_OWN1(o);
    return n;
}

/* @op cy_isinstance(object o, object types) -> int | neg
 * isinstance(o, types) */
CY_FN int cy_isinstance(PyObject *o, PyObject *types)
{
    return (PyObject *)Py_TYPE(o) == types ? 1 : PyObject_IsInstance(o, types);
}

/* @op cy_issubclass(object c, object types) -> int | neg
 * issubclass(c, types) */
CY_FN int cy_issubclass(PyObject *c, PyObject *types) { return PyObject_IsSubclass(c, types); }

/* @op cy_type(object o) -> object borrowed:0 | never pure
 * type(o) */
CY_INLINE PyObject *cy_type(PyObject *o) { return (PyObject *)Py_TYPE(o); }

/* @op cy_abs(object o) -> object new | null consumes
 * abs(o) */
CY_FN PyObject *cy_abs(PyObject *o, int own)
{
    PyObject *r = PyFloat_CheckExact(o) ? PyFloat_FromDouble(Py_ABS(PyFloat_AS_DOUBLE(o)) + 0.0) : PyNumber_Absolute(o);
    CY_OWN1(o);
    return r;
}

/* @op cy_hash(object o) -> Py_hash_t | minus1
 * hash(o) */
CY_FN Py_hash_t cy_hash(PyObject *o) { return PyObject_Hash(o); }

/* @op cy_callable(object o) -> int | never
 * callable(o) */
CY_INLINE int cy_callable(PyObject *o) { return PyCallable_Check(o); }

/* @op cy_divmod(object a, object b) -> object new | null consumes
 * divmod(a, b) */
CY_FN PyObject *cy_divmod(PyObject *a, PyObject *b, int own)
{
    PyObject *r = PyNumber_Divmod(a, b);
    CY_OWN2(a, b);
    return r;
}

/* @op cy_extreme(object* items, Py_ssize_t n, int op) -> object borrowed | null
 * min (op Py_LT) or max (op Py_GT) of n > 0 items; borrowed from the vector. */
CY_FN PyObject *cy_extreme(PyObject *const *items, Py_ssize_t n, int op)
{
    PyObject *best = items[0];
    Py_ssize_t i;
    for (i = 1; i < n; i++) {
        int c = PyObject_RichCompareBool(items[i], best, op);
        if (c < 0) return NULL;
        if (c) best = items[i];
    }
    return best;
}

/* @op cy_sorted(object o) -> object new | null consumes
 * sorted(o) */
CY_FN PyObject *cy_sorted(PyObject *o, int own)
{
    PyObject *r = PySequence_List(o);
    if (r && PyList_Sort(r)) Py_CLEAR(r);
    CY_OWN1(o);
    return r;
}

/* @op cy_ord(object o) -> long | minus1
 * ord(o) */
CY_FN long cy_ord(PyObject *o)
{
    Py_ssize_t n;
    if (PyUnicode_Check(o)) {
        if ((n = PyUnicode_GET_LENGTH(o)) == 1) return (long)PyUnicode_READ_CHAR(o, 0);
    } else if (PyBytes_Check(o)) {
        if ((n = PyBytes_GET_SIZE(o)) == 1) return (unsigned char)PyBytes_AS_STRING(o)[0];
    } else if (PyByteArray_Check(o)) {
        if ((n = PyByteArray_GET_SIZE(o)) == 1) return (unsigned char)PyByteArray_AS_STRING(o)[0];
    } else {
        PyErr_Format(PyExc_TypeError, "ord() expected string of length 1, but %.200s found", Py_TYPE(o)->tp_name);
        return -1;
    }
    PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length %zd found", n);
    return -1;
}

/* @op cy_chr(long c) -> object new | null
 * chr(c) */
CY_FN PyObject *cy_chr(long c)
{
    if (c < 0 || c > 0x10ffff) return PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)"), (PyObject *)NULL;
    return PyUnicode_FromOrdinal((int)c);
}
