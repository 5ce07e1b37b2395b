/* Division, remainder, shifts and powers of objects. */
#pragma once
#include "cyrus/object/number.h"

#define CY_DIVIDE(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r; \
        Py_ssize_t x, y; \
        if (CY_SMALL2 && y) r = PyFloat_FromDouble((double)x / (double)y); \
        else if (CY_FLOAT2 && PyFloat_AS_DOUBLE(b) != 0.0) r = CY_FLOATS(/); \
        else if (PyFloat_CheckExact(a) && cy_small(b, &y) && y) r = cy_float_into(PyFloat_AS_DOUBLE(a) / (double)y, a, 1, a, 1, &own); \
        else r = slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_div(object a, object b) -> object new | null consumes
 * a / b, true division */
CY_DIVIDE(cy_div, PyNumber_TrueDivide)
/* @op cy_idiv(object a, object b) -> object new | null consumes
 * a /= b */
CY_DIVIDE(cy_idiv, PyNumber_InPlaceTrueDivide)

/* the quotient rounds down: one less than C's where the signs differ and something is left */
#define CY_FLOORDIV(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r; \
        Py_ssize_t x, y; \
        if (CY_SMALL2 && y) r = PyLong_FromSsize_t(x / y - ((x % y != 0) & ((x < 0) != (y < 0)))); \
        else r = slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_floordiv(object a, object b) -> object new | null consumes
 * a // b */
CY_FLOORDIV(cy_floordiv, PyNumber_FloorDivide)
/* @op cy_ifloordiv(object a, object b) -> object new | null consumes
 * a //= b */
CY_FLOORDIV(cy_ifloordiv, PyNumber_InPlaceFloorDivide)

#define CY_REMAINDER(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r; \
        Py_ssize_t x, y; \
        if (CY_SMALL2 && y) { x %= y; r = PyLong_FromSsize_t(x && (x < 0) != (y < 0) ? x + y : x); } \
        else r = slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_mod(object a, object b) -> object new | null consumes
 * a % b; also the formatting of str and bytes */
CY_REMAINDER(cy_mod, PyNumber_Remainder)
/* @op cy_imod(object a, object b) -> object new | null consumes
 * a %= b */
CY_REMAINDER(cy_imod, PyNumber_InPlaceRemainder)

#define CY_LSHIFT(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        Py_ssize_t x, y; \
        PyObject *r = CY_SMALL2 && y >= 0 && y < 32 ? PyLong_FromLongLong((long long)x * (1LL << y)) : slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_lshift(object a, object b) -> object new | null consumes
 * a << b */
CY_LSHIFT(cy_lshift, PyNumber_Lshift)
/* @op cy_ilshift(object a, object b) -> object new | null consumes
 * a <<= b */
CY_LSHIFT(cy_ilshift, PyNumber_InPlaceLshift)

/* >> of a negative number is arithmetic on every compiler that builds Python */
#define CY_RSHIFT(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        Py_ssize_t x, y; \
        PyObject *r = CY_SMALL2 && y >= 0 && y < 31 ? PyLong_FromSsize_t(x >> y) : slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_rshift(object a, object b) -> object new | null consumes
 * a >> b */
CY_RSHIFT(cy_rshift, PyNumber_Rshift)
/* @op cy_irshift(object a, object b) -> object new | null consumes
 * a >>= b */
CY_RSHIFT(cy_irshift, PyNumber_InPlaceRshift)

#define CY_POWER(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r; \
        Py_ssize_t x, y; \
        if (cy_small(b, &y) && y == 2 && cy_small(a, &x)) r = PyLong_FromLongLong((long long)x * x); \
        else r = slow(a, b, Py_None); \
        CY_OWN2(a, b); \
        return r; \
    }
/* @op cy_pow(object a, object b) -> object new | null consumes
 * a ** b */
CY_POWER(cy_pow, PyNumber_Power)
/* @op cy_ipow(object a, object b) -> object new | null consumes
 * a **= b */
CY_POWER(cy_ipow, PyNumber_InPlacePower)

/* @op cy_pow3(object a, object b, object c) -> object new | null consumes
 * pow(a, b, c) */
CY_FN PyObject *cy_pow3(PyObject *a, PyObject *b, PyObject *c, int own)
{
    PyObject *r = PyNumber_Power(a, b, c);
    CY_OWN3(a, b, c);
    return r;
}
