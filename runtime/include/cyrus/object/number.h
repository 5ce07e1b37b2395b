/* Arithmetic on objects, with fast paths for exact ints of one digit and exact floats. */
#pragma once
#include "cyrus/compat/long.h"

/* A float with this value. The float a that an operation consumes (its bit stands in own), or b, becomes the result where nobody else
 * holds it: its bit is taken out. */
CY_INLINE PyObject *cy_float_into(double v, PyObject *a, int bit_a, PyObject *b, int bit_b, int *own)
{
#ifndef Py_GIL_DISABLED
    if (*own & bit_a && Py_REFCNT(a) == 1) {
        *own &= ~bit_a;
        ((PyFloatObject *)a)->ob_fval = v;
        return a;
    }
    if (*own & bit_b && Py_REFCNT(b) == 1) {
        *own &= ~bit_b;
        ((PyFloatObject *)b)->ob_fval = v;
        return b;
    }
#else
    (void)a, (void)b, (void)bit_a, (void)bit_b, (void)own;
#endif
    return PyFloat_FromDouble(v);
}

/* both ints of one digit: their values are in x and y */
#define CY_SMALL2 (cy_small(a, &x) && cy_small(b, &y))
#define CY_FLOAT2 (PyFloat_CheckExact(a) && PyFloat_CheckExact(b))
#define CY_FLOATS(op) cy_float_into(PyFloat_AS_DOUBLE(a) op PyFloat_AS_DOUBLE(b), a, 1, b, 2, &own)
/* float with int: exact, as an int of one digit is a double */
#define CY_MIXED(op) \
    else if (PyFloat_CheckExact(a) && cy_small(b, &y)) r = cy_float_into(PyFloat_AS_DOUBLE(a) op (double)y, a, 1, a, 1, &own); \
    else if (PyFloat_CheckExact(b) && cy_small(a, &x)) r = cy_float_into((double)x op PyFloat_AS_DOUBLE(b), b, 2, b, 2, &own);
#define CY_ARITH(name, op, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r; \
        Py_ssize_t x, y; \
        if (CY_SMALL2) r = PyLong_FromLongLong((long long)x op y); \
        else if (CY_FLOAT2) r = CY_FLOATS(op); \
        CY_MIXED(op) \
        else r = slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
#define CY_BITS(name, op, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        Py_ssize_t x, y; \
        PyObject *r = CY_SMALL2 ? PyLong_FromSsize_t(x op y) : slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
#define CY_PLAIN(name, slow) \
    CY_FN PyObject *name(PyObject *a, PyObject *b, int own) \
    { \
        PyObject *r = slow(a, b); \
        CY_OWN2(a, b); \
        return r; \
    }
#define CY_UNARY(name, op, slow) \
    CY_FN PyObject *name(PyObject *a, int own) \
    { \
        Py_ssize_t x; \
        PyObject *r = cy_small(a, &x) ? PyLong_FromSsize_t(op x) : slow(a); \
        CY_OWN1(a); \
        return r; \
    }

/* @op cy_add(object a, object b) -> object new | null consumes
 * a + b */
CY_ARITH(cy_add, +, PyNumber_Add)
/* @op cy_iadd(object a, object b) -> object new | null consumes
 * a += b */
CY_ARITH(cy_iadd, +, PyNumber_InPlaceAdd)
/* @op cy_sub(object a, object b) -> object new | null consumes
 * a - b */
CY_ARITH(cy_sub, -, PyNumber_Subtract)
/* @op cy_isub(object a, object b) -> object new | null consumes
 * a -= b */
CY_ARITH(cy_isub, -, PyNumber_InPlaceSubtract)
/* @op cy_mul(object a, object b) -> object new | null consumes
 * a * b */
CY_ARITH(cy_mul, *, PyNumber_Multiply)
/* @op cy_imul(object a, object b) -> object new | null consumes
 * a *= b */
CY_ARITH(cy_imul, *, PyNumber_InPlaceMultiply)

/* @op cy_and(object a, object b) -> object new | null consumes
 * a & b */
CY_BITS(cy_and, &, PyNumber_And)
/* @op cy_iand(object a, object b) -> object new | null consumes
 * a &= b */
CY_BITS(cy_iand, &, PyNumber_InPlaceAnd)
/* @op cy_or(object a, object b) -> object new | null consumes
 * a | b */
CY_BITS(cy_or, |, PyNumber_Or)
/* @op cy_ior(object a, object b) -> object new | null consumes
 * a |= b */
CY_BITS(cy_ior, |, PyNumber_InPlaceOr)
/* @op cy_xor(object a, object b) -> object new | null consumes
 * a ^ b */
CY_BITS(cy_xor, ^, PyNumber_Xor)
/* @op cy_ixor(object a, object b) -> object new | null consumes
 * a ^= b */
CY_BITS(cy_ixor, ^, PyNumber_InPlaceXor)

/* @op cy_matmul(object a, object b) -> object new | null consumes
 * a @ b */
CY_PLAIN(cy_matmul, PyNumber_MatrixMultiply)
/* @op cy_imatmul(object a, object b) -> object new | null consumes
 * a @= b */
CY_PLAIN(cy_imatmul, PyNumber_InPlaceMatrixMultiply)

/* @op cy_neg(object a) -> object new | null consumes
 * -a */
CY_UNARY(cy_neg, -, PyNumber_Negative)
/* @op cy_invert(object a) -> object new | null consumes
 * ~a */
CY_UNARY(cy_invert, ~, PyNumber_Invert)
/* @op cy_pos(object a) -> object new | null consumes
 * +a */
CY_UNARY(cy_pos, +, PyNumber_Positive)
