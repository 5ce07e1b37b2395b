/* 128-bit integers, where the C compiler has them. */
#pragma once
#include "cyrus/convert/int.h"

#ifdef __SIZEOF_INT128__
/* The low 64 bits of an int. */
CY_FN unsigned long long cy_low64(PyObject *o)
{
    return PyLong_AsUnsignedLongLongMask(o);
}

CY_FN PyObject *cy_shift64(PyObject *o, int left)
{
    PyObject *by = PyLong_FromLong(64), *r = by ? left ? PyNumber_Lshift(o, by) : PyNumber_Rshift(o, by) : NULL;
    Py_XDECREF(by);
    return r;
}

/* @op cy_to_int128(object o, const char *name) -> __int128 | minus1
 */
CY_FN __int128 cy_to_int128(PyObject *o, const char *name)
{
    PyObject *v = cy_as_int(o), *high = v ? cy_shift64(v, 0) : NULL;
    __int128 r = -1;
    int over = 0;
    if (high) {
        long long h = PyLong_AsLongLongAndOverflow(high, &over);
        if (over) cy_int_range(name, 0);
        else if (h != -1 || !PyErr_Occurred()) r = (__int128)((unsigned __int128)(__int128)h << 64 | cy_low64(v));
    }
    Py_XDECREF(high);
    Py_XDECREF(v);
    return r;
}

/* @op cy_to_uint128(object o, const char *name) -> unsigned __int128 | minus1
 */
CY_FN unsigned __int128 cy_to_uint128(PyObject *o, const char *name)
{
    PyObject *v = cy_as_int(o), *high = v ? cy_shift64(v, 0) : NULL;
    unsigned __int128 r = (unsigned __int128)-1;
    if (high) {
        unsigned long long h = cy_to_unsigned(high, ~0ULL, name);
        if (h != ~0ULL || !PyErr_Occurred()) r = (unsigned __int128)h << 64 | cy_low64(v);
    }
    Py_XDECREF(high);
    Py_XDECREF(v);
    return r;
}

/* high * 2**64 + low; takes high over. */
CY_FN PyObject *cy_join128(PyObject *high, unsigned long long low)
{
    PyObject *up = high ? cy_shift64(high, 1) : NULL, *l = PyLong_FromUnsignedLongLong(low), *r = up && l ? PyNumber_Or(up, l) : NULL;
    Py_XDECREF(high);
    Py_XDECREF(up);
    Py_XDECREF(l);
    return r;
}
/* @op cy_from_int128(__int128 v) -> object new | null
 */
CY_FN PyObject *cy_from_int128(__int128 v) { return cy_join128(PyLong_FromLongLong((long long)(v >> 64)), (unsigned long long)v); }
/* @op cy_from_uint128(unsigned __int128 v) -> object new | null
 */
CY_FN PyObject *cy_from_uint128(unsigned __int128 v) { return cy_join128(PyLong_FromUnsignedLongLong((unsigned long long)(v >> 64)), (unsigned long long)v); }
#endif
