/* C integers from objects. An int-like object is asked for its int; what does not fit is an OverflowError that names the C type. */
#pragma once
#include "cyrus/compat/long.h"

/* Largest values of an integer type of at most the size of long long; of a wider one, those of long long. */
#define CY_UNSIGNED(T) ((T)-1 > (T)1)
#define CY_WIDE(T) (sizeof(T) > sizeof(long long))
#define CY_UMAX(T) (~0ULL >> (CY_WIDE(T) ? 0 : 8 * (sizeof(unsigned long long) - sizeof(T))))
#define CY_SMAX(T) ((long long)(CY_UMAX(T) >> 1))

/* An int for o by __index__, a new reference. What it asks may ask again: it counts itself. */
CY_FN PyObject *cy_as_index(PyObject *o)
{
    PyObject *r;
    if (Py_EnterRecursiveCall("")) return NULL;
    r = PyNumber_Index(o);
    Py_LeaveRecursiveCall();
    return r;
}
/* An int for o, a new reference; TypeError where there is none. */
CY_RARE PyObject *cy_as_int(PyObject *o)
{
    PyNumberMethods *m = Py_TYPE(o)->tp_as_number;
    PyObject *r;
    if (m && m->nb_index) return cy_as_index(o);
    if (!m || !m->nb_int) return PyErr_SetString(PyExc_TypeError, "an integer is required"), (PyObject *)NULL;
    if (Py_EnterRecursiveCall("")) return NULL;
    r = m->nb_int(o);
    Py_LeaveRecursiveCall();
    if (r && !PyLong_Check(r)) {
        PyErr_Format(PyExc_TypeError, "__int__ returned non-int (type %.200s)", Py_TYPE(r)->tp_name);
        Py_CLEAR(r);
    }
    return r;
}

CY_RARE int cy_int_range(const char *name, int negative)
{
    PyErr_Format(PyExc_OverflowError, negative ? "can't convert negative value to %s" : "value too large to convert to %s", name);
    return -1;
}

/* @op cy_to_signed(object o, long long max, const char *name) -> long long | minus1
 * A value from -max - 1 to max, for the C type of this name. */
CY_FN long long cy_to_signed(PyObject *o, long long max, const char *name)
{
    Py_ssize_t x = 0;
    long long v;
    int over = 0;
    if (CY_LIKELY(cy_small(o, &x))) {
        v = x;
    } else if (PyLong_Check(o)) {
        v = PyLong_AsLongLongAndOverflow(o, &over);
    } else {
        if (!(o = cy_as_int(o))) return -1;
        v = PyLong_AsLongLongAndOverflow(o, &over);
        Py_DECREF(o);
    }
    if (CY_LIKELY(!over && v <= max && v >= -max - 1)) return v;
    return cy_int_range(name, 0);
}

/* The slow part of cy_to_unsigned: o is an int that is not small. */
CY_FN unsigned long long cy_to_unsigned_long(PyObject *o, unsigned long long max, const char *name)
{
    int over;
    long long v = PyLong_AsLongLongAndOverflow(o, &over);
    unsigned long long u = (unsigned long long)v;
    if (over < 0 || (!over && v < 0)) return (unsigned long long)cy_int_range(name, 1);
    if (over) {
        u = PyLong_AsUnsignedLongLong(o);
        if (u == (unsigned long long)-1 && PyErr_Occurred()) {
            PyErr_Clear();
            return (unsigned long long)cy_int_range(name, 0);
        }
    }
    return u <= max ? u : (unsigned long long)cy_int_range(name, 0);
}

/* @op cy_to_unsigned(object o, unsigned long long max, const char *name) -> unsigned long long | minus1
 * A value from 0 to max. */
CY_FN unsigned long long cy_to_unsigned(PyObject *o, unsigned long long max, const char *name)
{
    Py_ssize_t x = 0;
    unsigned long long u;
    if (CY_LIKELY(cy_small(o, &x)) && x >= 0 && (unsigned long long)x <= max) return (unsigned long long)x;
    if (PyLong_Check(o)) return cy_to_unsigned_long(o, max, name);
    if (!(o = cy_as_int(o))) return (unsigned long long)-1;
    u = cy_to_unsigned_long(o, max, name);
    Py_DECREF(o);
    return u;
}

/* A value of an integer type of at most the size of long long. */
#define CY_TO_SIZED(T, o, name) (CY_UNSIGNED(T) ? (T)cy_to_unsigned(o, CY_UMAX(T), name) : (T)cy_to_signed(o, CY_SMAX(T), name))
#define CY_DEFINE_TO(f, T, name) CY_INLINE T f(PyObject *o) { return CY_TO_SIZED(T, o, name); }
/* @op cy_to_char(object o) -> char | minus1
 */
CY_DEFINE_TO(cy_to_char, char, "char")
/* @op cy_to_schar(object o) -> signed char | minus1
 */
CY_DEFINE_TO(cy_to_schar, signed char, "signed char")
/* @op cy_to_uchar(object o) -> unsigned char | minus1
 */
CY_DEFINE_TO(cy_to_uchar, unsigned char, "unsigned char")
/* @op cy_to_short(object o) -> short | minus1
 */
CY_DEFINE_TO(cy_to_short, short, "short")
/* @op cy_to_ushort(object o) -> unsigned short | minus1
 */
CY_DEFINE_TO(cy_to_ushort, unsigned short, "unsigned short")
/* @op cy_to_int(object o) -> int | minus1
 */
CY_DEFINE_TO(cy_to_int, int, "int")
/* @op cy_to_uint(object o) -> unsigned int | minus1
 */
CY_DEFINE_TO(cy_to_uint, unsigned int, "unsigned int")
/* @op cy_to_long(object o) -> long | minus1
 */
CY_DEFINE_TO(cy_to_long, long, "long")
/* @op cy_to_ulong(object o) -> unsigned long | minus1
 */
CY_DEFINE_TO(cy_to_ulong, unsigned long, "unsigned long")
/* @op cy_to_longlong(object o) -> long long | minus1
 */
CY_DEFINE_TO(cy_to_longlong, long long, "PY_LONG_LONG")
/* @op cy_to_ulonglong(object o) -> unsigned long long | minus1
 */
CY_DEFINE_TO(cy_to_ulonglong, unsigned long long, "unsigned PY_LONG_LONG")
/* @op cy_to_size(object o) -> size_t | minus1
 */
CY_DEFINE_TO(cy_to_size, size_t, "size_t")

/* @op cy_to_ssize(object o) -> Py_ssize_t | minus1
 * As an index: only what has __index__. */
CY_FN Py_ssize_t cy_to_ssize(PyObject *o)
{
    Py_ssize_t x = 0;
    if (CY_LIKELY(cy_small(o, &x))) return x;
    if (!(o = cy_as_index(o))) return -1;
    x = PyLong_AsSsize_t(o);
    Py_DECREF(o);
    return x;
}

/* @op cy_to_hash(object o) -> Py_hash_t | minus1
 */
CY_INLINE Py_hash_t cy_to_hash(PyObject *o) { return (Py_hash_t)cy_to_ssize(o); }
