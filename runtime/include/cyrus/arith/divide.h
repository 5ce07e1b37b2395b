/* Division and remainder of C numbers with Python's signs. Divisors are not zero, and for a quotient not -1 with the smallest
 * dividend: generated code has tested that. Anything modulo -1 is 0, which the processor's division cannot say of the smallest. */
#pragma once
#include <math.h>
#include "cyrus/core/prelude.h"

#define CY_DEFINE_DIVIDE(div, mod, T) \
    CY_INLINE T div(T a, T b) { T q = a / b, r = a - q * b; return (T)(q - ((r != 0) & ((r ^ b) < 0))); } \
    CY_INLINE T mod(T a, T b) { T r = b == (T)-1 ? 0 : a % b; return (T)(r + ((r != 0) & ((r ^ b) < 0)) * b); }

/* @op cy_floordiv_int(int a, int b) -> int | never nogil pure
 * @op cy_mod_int(int a, int b) -> int | never nogil pure
 * Also for char and short. */
CY_DEFINE_DIVIDE(cy_floordiv_int, cy_mod_int, int)
/* @op cy_floordiv_long(long a, long b) -> long | never nogil pure
 * @op cy_mod_long(long a, long b) -> long | never nogil pure
 */
CY_DEFINE_DIVIDE(cy_floordiv_long, cy_mod_long, long)
/* @op cy_floordiv_longlong(long long a, long long b) -> long long | never nogil pure
 * @op cy_mod_longlong(long long a, long long b) -> long long | never nogil pure
 */
CY_DEFINE_DIVIDE(cy_floordiv_longlong, cy_mod_longlong, long long)
/* @op cy_floordiv_ssize(Py_ssize_t a, Py_ssize_t b) -> Py_ssize_t | never nogil pure
 * @op cy_mod_ssize(Py_ssize_t a, Py_ssize_t b) -> Py_ssize_t | never nogil pure
 */
CY_DEFINE_DIVIDE(cy_floordiv_ssize, cy_mod_ssize, Py_ssize_t)

/* Whether b divides a, which needs no sign. */
#define CY_DEFINE_DIVIDES(name, T) CY_INLINE int name(T a, T b) { return b == (T)-1 || a % b == 0; }
/* @op cy_divides_int(int a, int b) -> int | never nogil pure
 */
CY_DEFINE_DIVIDES(cy_divides_int, int)
/* @op cy_divides_long(long a, long b) -> int | never nogil pure
 */
CY_DEFINE_DIVIDES(cy_divides_long, long)
/* @op cy_divides_longlong(long long a, long long b) -> int | never nogil pure
 */
CY_DEFINE_DIVIDES(cy_divides_longlong, long long)
/* @op cy_divides_ssize(Py_ssize_t a, Py_ssize_t b) -> int | never nogil pure
 */
CY_DEFINE_DIVIDES(cy_divides_ssize, Py_ssize_t)

/* @op CY_DIVISION_OVERFLOWS(type T, T a, T b) -> int | never nogil pure macro
 * Whether a / b of a signed type is one more than the largest value. */
#define CY_SMALLEST(T) (-(((T)1 << (8 * sizeof(T) - 2)) - 1) * 2 - 2)
#define CY_DIVISION_OVERFLOWS(T, a, b) ((T)-1 < (T)1 && sizeof(T) >= sizeof(int) && (b) == (T)-1 && (a) == (T)CY_SMALLEST(T))

/* As Objects/floatobject.c has it: the quotient is exact where the remainder is, which floor(a / b) is not (1.0 // 0.1). */
#define CY_DEFINE_FDIVIDE(div, mod, T, fmod_, floor_, copysign_) \
    CY_INLINE T mod(T a, T b) \
    { \
        T r = fmod_(a, b); \
        if (r == 0) return copysign_(r, b); \
        return (r < 0) != (b < 0) ? r + b : r; \
    } \
    CY_INLINE T div(T a, T b) \
    { \
        T r = fmod_(a, b), q = (a - r) / b, w; \
        if (r != 0 && (r < 0) != (b < 0)) q -= 1; \
        if (q == 0) return copysign_(q, a / b); \
        w = floor_(q); \
        return q - w > (T)0.5 ? w + 1 : w; \
    }
/* @op cy_floordiv_double(double a, double b) -> double | never nogil pure
 * @op cy_mod_double(double a, double b) -> double | never nogil pure
 */
CY_DEFINE_FDIVIDE(cy_floordiv_double, cy_mod_double, double, fmod, floor, copysign)
/* @op cy_floordiv_float(float a, float b) -> float | never nogil pure
 * @op cy_mod_float(float a, float b) -> float | never nogil pure
 */
CY_DEFINE_FDIVIDE(cy_floordiv_float, cy_mod_float, float, fmodf, floorf, copysignf)
/* @op cy_floordiv_longdouble(long double a, long double b) -> long double | never nogil pure
 * @op cy_mod_longdouble(long double a, long double b) -> long double | never nogil pure
 */
CY_DEFINE_FDIVIDE(cy_floordiv_longdouble, cy_mod_longdouble, long double, fmodl, floorl, copysignl)

/* @op cy_warn_signs(int a, int b) -> int | neg cold nogil
 * Warns of a division of C if one of these holds: that the left, that the right operand is negative. */
CY_RARE int cy_warn_signs(int a, int b)
{
    PyGILState_STATE g;
    int r;
    if (!a == !b) return 0;
    g = PyGILState_Ensure();
    r = PyErr_WarnEx(PyExc_RuntimeWarning, "division with oppositely signed operands, C and Python semantics differ", 1);
    PyGILState_Release(g);
    return r;
}
