/* Ints that need not be objects yet. A word is a reference or, where its lowest bit is set, an int of one bit less than a
 * pointer, which is made an object when somebody wants one, in its place, so that it is one object from then on. Only what
 * arithmetic gives is such an int: an object that arrives from elsewhere stays that object.
 *
 * Words that are passed are borrowed; those that are returned are new. NULL is no word. */
#pragma once
#include "cyrus/object/number.h"

typedef PyObject *cy_word;
/* @op CY_W(Py_ssize_t i) -> cy_word | never nogil pure macro
 * The word of a small int. */
#define CY_W(i) ((cy_word)(Py_uintptr_t)(((size_t)(Py_ssize_t)(i) << 1) | 1))
/* @op CY_W_LARGE(long long i, object o) -> cy_word | never nogil pure macro
 * The word of an int o with this value, which is one where words have 64 bits. */
#if SIZEOF_SIZE_T > 4
#define CY_W_LARGE(i, o) CY_W(i)
#else
#define CY_W_LARGE(i, o) (o)
#endif
#define CY_W_INT(w) ((Py_uintptr_t)(w) & 1)
#define CY_W_VALUE(w) ((Py_ssize_t)(w) >> 1)
#define CY_W_FITS(i) ((i) >= PY_SSIZE_T_MIN / 2 && (i) <= PY_SSIZE_T_MAX / 2)

/* A new reference to what w stands for, or NULL. */
CY_INLINE PyObject *cy_w_object(cy_word w)
{
    return CY_W_INT(w) ? PyLong_FromSsize_t(CY_W_VALUE(w)) : cy_ref(w);
}

/* A word of its own. */
CY_INLINE cy_word cy_w_ref(cy_word w)
{
    if (!CY_W_INT(w)) Py_INCREF(w);
    return w;
}
/* The end of a word; NULL is none. */
CY_INLINE void cy_w_drop(cy_word w)
{
    if (!CY_W_INT(w)) Py_XDECREF(w);
}
CY_RARE void cy_w_lose(cy_word w) { cy_w_drop(w); }
CY_FN void cy_w_let(cy_word w) { cy_w_drop(w); }
#define CY_W_SET(slot, value) do { cy_word cy_old = (slot); (slot) = (value); cy_w_drop(cy_old); } while (0)

/* The object of an int. */
CY_FN PyObject *cy_w_made(cy_word w) { return PyLong_FromSsize_t(CY_W_VALUE(w)); }

/* @op cy_w_box(inout cy_word w) -> int | neg
 * Makes it an object where it lies. 0, or -1 with MemoryError. */
CY_INLINE int cy_w_box(cy_word *w)
{
    cy_word o = *w;
    if (CY_W_INT(o)) {
        if (!(o = cy_w_made(o))) return -1;
        *w = o;
    }
    return 0;
}

/* @op cy_w_of(long long i) -> cy_word | null
 */
CY_INLINE cy_word cy_w_of(long long i)
{
    return CY_LIKELY(CY_W_FITS(i)) ? CY_W(i) : PyLong_FromLongLong(i);
}

/* Whether a word is exactly an int of at most the size of a word; its value goes to *v. */
CY_INLINE int cy_w_small(cy_word w, Py_ssize_t *v)
{
    if (!CY_W_INT(w)) return cy_small(w, v);
    *v = CY_W_VALUE(w);
    return 1;
}

/* f(a, b) of the objects. */
CY_FN cy_word cy_w_apply(cy_word a, cy_word b, binaryfunc f)
{
    PyObject *x = cy_w_object(a), *y = cy_w_object(b), *r = x && y ? f(x, y) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return r;
}

/* a + b, a - b, a * b where they are not both ints of words, or the result is none. */
#define CY_W_ARITH(any, op, exact) \
    CY_FN cy_word any(cy_word a, cy_word b, binaryfunc slow) \
    { \
        Py_ssize_t x, y; \
        if (cy_w_small(a, &x)) { \
            if (cy_w_small(b, &y)) { \
                if (exact) return cy_w_of((long long)x op y); \
            } else if (PyFloat_CheckExact(b)) { \
                return PyFloat_FromDouble((double)x op PyFloat_AS_DOUBLE(b)); \
            } \
        } else if (PyFloat_CheckExact(a)) { \
            if (!CY_W_INT(b) && PyFloat_CheckExact(b)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) op PyFloat_AS_DOUBLE(b)); \
            if (cy_w_small(b, &y)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) op (double)y); \
        } \
        return cy_w_apply(a, b, slow); \
    }
/* the sum of two words is no overflow of long long where words are smaller */
#define CY_W_HALF(v) ((v) >= -0x3fffffff && (v) <= 0x3fffffff)
/* @defines cy_w_add_any */
CY_W_ARITH(cy_w_add_any, +, 1)
/* @defines cy_w_sub_any */
CY_W_ARITH(cy_w_sub_any, -, 1)
/* @defines cy_w_mul_any */
CY_W_ARITH(cy_w_mul_any, *, CY_W_HALF(x) && CY_W_HALF(y))

/* r: what the C compiler's operation makes of a - x and y, if a and b are ints and it fits. */
#if defined(__GNUC__)
#define CY_W_TRY(overflows, a, b, x, y, r) (CY_W_INT(a) & CY_W_INT(b) && !overflows((Py_ssize_t)(a) - (x), y, r))
#else
#define CY_W_TRY(overflows, a, b, x, y, r) ((void)(a), (void)(b), *(r) = 0, 0)
#endif
#define CY_W_ADD(a, b, r) CY_W_TRY(__builtin_add_overflow, a, b, 0, (Py_ssize_t)(b) - 1, r)
#define CY_W_SUB(a, b, r) CY_W_TRY(__builtin_sub_overflow, a, b, 0, (Py_ssize_t)(b) - 1, r)
#define CY_W_MUL(a, b, r) CY_W_TRY(__builtin_mul_overflow, a, b, 1, CY_W_VALUE(b), r)
#define CY_W_FAST(name, any, fast, fix, slow) \
    CY_INLINE cy_word name(cy_word a, cy_word b) \
    { \
        Py_ssize_t r; \
        return CY_LIKELY(fast(a, b, &r)) ? (cy_word)(r fix) : any(a, b, slow); \
    }
/* @op cy_w_add(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_add, cy_w_add_any, CY_W_ADD, , PyNumber_Add)
/* @op cy_w_iadd(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_iadd, cy_w_add_any, CY_W_ADD, , PyNumber_InPlaceAdd)
/* @op cy_w_sub(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_sub, cy_w_sub_any, CY_W_SUB, | 1, PyNumber_Subtract)
/* @op cy_w_isub(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_isub, cy_w_sub_any, CY_W_SUB, | 1, PyNumber_InPlaceSubtract)
/* @op cy_w_mul(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_mul, cy_w_mul_any, CY_W_MUL, | 1, PyNumber_Multiply)
/* @op cy_w_imul(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_FAST(cy_w_imul, cy_w_mul_any, CY_W_MUL, | 1, PyNumber_InPlaceMultiply)

/* a & b, a | b, a ^ b: of two ints it is that of the words, but for the lowest bit. */
#define CY_W_BITS(name, op, fix, slow) \
    CY_INLINE cy_word name(cy_word a, cy_word b) \
    { \
        Py_ssize_t x, y; \
        if (CY_LIKELY(CY_W_INT(a) & CY_W_INT(b))) return (cy_word)(((Py_uintptr_t)(a) op (Py_uintptr_t)(b)) fix); \
        return cy_w_small(a, &x) && cy_w_small(b, &y) ? CY_W(x op y) : cy_w_apply(a, b, slow); \
    }
/* @op cy_w_and(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_and, &, , PyNumber_And)
/* @op cy_w_iand(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_iand, &, , PyNumber_InPlaceAnd)
/* @op cy_w_or(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_or, |, , PyNumber_Or)
/* @op cy_w_ior(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_ior, |, , PyNumber_InPlaceOr)
/* @op cy_w_xor(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_xor, ^, | 1, PyNumber_Xor)
/* @op cy_w_ixor(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_BITS(cy_w_ixor, ^, | 1, PyNumber_InPlaceXor)

/* Division rounds down; only the quotient of the smallest word and -1 does not fit. */
#define CY_W_DIVIDE(name, value, slow) \
    CY_INLINE cy_word name(cy_word a, cy_word b) \
    { \
        Py_ssize_t x, y; \
        if (CY_LIKELY(cy_w_small(a, &x) && cy_w_small(b, &y) && y)) return value; \
        return cy_w_apply(a, b, slow); \
    }
#define CY_W_FLOOR (cy_w_of(x / y - ((x % y != 0) & ((x < 0) != (y < 0)))))
#define CY_W_REST (x %= y, CY_W(x && (x < 0) != (y < 0) ? x + y : x))
/* @op cy_w_floordiv(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_DIVIDE(cy_w_floordiv, CY_W_FLOOR, PyNumber_FloorDivide)
/* @op cy_w_ifloordiv(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_DIVIDE(cy_w_ifloordiv, CY_W_FLOOR, PyNumber_InPlaceFloorDivide)
/* @op cy_w_mod(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_DIVIDE(cy_w_mod, CY_W_REST, PyNumber_Remainder)
/* @op cy_w_imod(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_DIVIDE(cy_w_imod, CY_W_REST, PyNumber_InPlaceRemainder)

#define CY_W_SHIFT(name, fits, value, slow) \
    CY_INLINE cy_word name(cy_word a, cy_word b) \
    { \
        Py_ssize_t x, y; \
        if (cy_w_small(a, &x) && cy_w_small(b, &y) && (fits)) return value; \
        return cy_w_apply(a, b, slow); \
    }
#define CY_W_LEFT (y >= 0 && y < 32 && CY_W_HALF(x))
#define CY_W_RIGHT (y >= 0 && y < (Py_ssize_t)(8 * sizeof(Py_ssize_t)))
/* @op cy_w_lshift(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_SHIFT(cy_w_lshift, CY_W_LEFT, cy_w_of((long long)x * (1LL << y)), PyNumber_Lshift)
/* @op cy_w_ilshift(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_SHIFT(cy_w_ilshift, CY_W_LEFT, cy_w_of((long long)x * (1LL << y)), PyNumber_InPlaceLshift)
/* @op cy_w_rshift(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_SHIFT(cy_w_rshift, CY_W_RIGHT, CY_W(x >> y), PyNumber_Rshift)
/* @op cy_w_irshift(cy_word a, cy_word b) -> cy_word | null
 */
CY_W_SHIFT(cy_w_irshift, CY_W_RIGHT, CY_W(x >> y), PyNumber_InPlaceRshift)

/* Whether a word is exactly a float, or an int that a float can be in all divisions; its value goes to *d. */
CY_INLINE int cy_w_double(cy_word w, double *d)
{
    Py_ssize_t v;
    if (cy_w_small(w, &v)) {
        *d = (double)v;
        return CY_W_HALF(v);
    }
    if (!PyFloat_CheckExact(w)) return 0;
    *d = PyFloat_AS_DOUBLE(w);
    return 1;
}
/* a / b */
CY_FN cy_word cy_w_quotient(cy_word a, cy_word b, binaryfunc slow)
{
    double x, y;
    return cy_w_double(b, &y) && y != 0.0 && cy_w_double(a, &x) ? PyFloat_FromDouble(x / y) : cy_w_apply(a, b, slow);
}
/* @op cy_w_div(cy_word a, cy_word b) -> cy_word | null
 */
CY_INLINE cy_word cy_w_div(cy_word a, cy_word b) { return cy_w_quotient(a, b, PyNumber_TrueDivide); }
/* @op cy_w_idiv(cy_word a, cy_word b) -> cy_word | null
 */
CY_INLINE cy_word cy_w_idiv(cy_word a, cy_word b) { return cy_w_quotient(a, b, PyNumber_InPlaceTrueDivide); }

/* @op cy_w_neg(cy_word a) -> cy_word | null
 * -a */
CY_INLINE cy_word cy_w_neg(cy_word a)
{
    Py_ssize_t x;
    return cy_w_small(a, &x) ? cy_w_of(-(long long)x) : PyNumber_Negative(a);
}
