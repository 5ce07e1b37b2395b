/* Complex numbers in C: a struct of two parts, in three precisions, the same in C and C++. */
#pragma once
#include <math.h>
#include "cyrus/core/prelude.h"

typedef struct { float real, imag; } cy_cfloat;
typedef struct { double real, imag; } cy_cdouble;
typedef struct { long double real, imag; } cy_clongdouble;

/* Smith's division: it does not overflow where the result does not. Powers of small whole exponents are exact products. */
#define CY_DEFINE_COMPLEX(C, T, make, add, sub, mul, div, neg, conj, eq, absf, powf_, hypot_, exp_, log_, atan2_, sin_, cos_) \
    CY_INLINE C make(T re, T im) { C r; r.real = re; r.imag = im; return r; } \
    CY_INLINE C add(C a, C b) { return make(a.real + b.real, a.imag + b.imag); } \
    CY_INLINE C sub(C a, C b) { return make(a.real - b.real, a.imag - b.imag); } \
    CY_INLINE C mul(C a, C b) { return make(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real); } \
    CY_FN C div(C a, C b) \
    { \
        T q, d; \
        if (b.imag == 0) return make(a.real / b.real, a.imag / b.real); \
        if ((b.real < 0 ? -b.real : b.real) >= (b.imag < 0 ? -b.imag : b.imag)) { \
            q = b.imag / b.real; \
            d = b.real + b.imag * q; \
            return make((a.real + a.imag * q) / d, (a.imag - a.real * q) / d); \
        } \
        q = b.real / b.imag; \
        d = b.imag + b.real * q; \
        return make((a.real * q + a.imag) / d, (a.imag * q - a.real) / d); \
    } \
    CY_INLINE C neg(C a) { return make(-a.real, -a.imag); } \
    CY_INLINE C conj(C a) { return make(a.real, -a.imag); } \
    CY_INLINE int eq(C a, C b) { return a.real == b.real && a.imag == b.imag; } \
    CY_INLINE T absf(C a) { return hypot_(a.real, a.imag); } \
    CY_FN C powf_(C a, C b) \
    { \
        T r, lr, theta, s; \
        C p = make(1, 0); \
        if (b.imag == 0 && b.real == (T)(int)b.real && b.real > -8 && b.real < 8) { \
            int n = (int)b.real, k = n < 0 ? -n : n; \
            while (k--) p = mul(p, a); \
            return n < 0 ? div(make(1, 0), p) : p; \
        } \
        if (a.real == 0 && a.imag == 0) return make(0, 0); \
        r = hypot_(a.real, a.imag); \
        theta = atan2_(a.imag, a.real); \
        lr = log_(r); \
        s = exp_(lr * b.real - b.imag * theta); \
        theta = theta * b.real + b.imag * lr; \
        return make(s * cos_(theta), s * sin_(theta)); \
    }
/* @op cy_cdouble_make(double re, double im) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_add(cy_cdouble a, cy_cdouble b) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_sub(cy_cdouble a, cy_cdouble b) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_mul(cy_cdouble a, cy_cdouble b) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_div(cy_cdouble a, cy_cdouble b) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_neg(cy_cdouble a) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_conj(cy_cdouble a) -> cy_cdouble | never nogil pure
 * @op cy_cdouble_eq(cy_cdouble a, cy_cdouble b) -> int | never nogil pure
 * @op cy_cdouble_abs(cy_cdouble a) -> double | never nogil pure
 * @op cy_cdouble_pow(cy_cdouble a, cy_cdouble b) -> cy_cdouble | never nogil pure
 */
CY_DEFINE_COMPLEX(cy_cdouble, double, cy_cdouble_make, cy_cdouble_add, cy_cdouble_sub, cy_cdouble_mul, cy_cdouble_div, cy_cdouble_neg, cy_cdouble_conj, cy_cdouble_eq, cy_cdouble_abs, cy_cdouble_pow, hypot, exp, log, atan2, sin, cos)
/* @op cy_cfloat_make(float re, float im) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_add(cy_cfloat a, cy_cfloat b) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_sub(cy_cfloat a, cy_cfloat b) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_mul(cy_cfloat a, cy_cfloat b) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_div(cy_cfloat a, cy_cfloat b) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_neg(cy_cfloat a) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_conj(cy_cfloat a) -> cy_cfloat | never nogil pure
 * @op cy_cfloat_eq(cy_cfloat a, cy_cfloat b) -> int | never nogil pure
 * @op cy_cfloat_abs(cy_cfloat a) -> float | never nogil pure
 * @op cy_cfloat_pow(cy_cfloat a, cy_cfloat b) -> cy_cfloat | never nogil pure
 */
CY_DEFINE_COMPLEX(cy_cfloat, float, cy_cfloat_make, cy_cfloat_add, cy_cfloat_sub, cy_cfloat_mul, cy_cfloat_div, cy_cfloat_neg, cy_cfloat_conj, cy_cfloat_eq, cy_cfloat_abs, cy_cfloat_pow, hypotf, expf, logf, atan2f, sinf, cosf)
/* @op cy_clongdouble_make(long double re, long double im) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_add(cy_clongdouble a, cy_clongdouble b) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_sub(cy_clongdouble a, cy_clongdouble b) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_mul(cy_clongdouble a, cy_clongdouble b) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_div(cy_clongdouble a, cy_clongdouble b) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_neg(cy_clongdouble a) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_conj(cy_clongdouble a) -> cy_clongdouble | never nogil pure
 * @op cy_clongdouble_eq(cy_clongdouble a, cy_clongdouble b) -> int | never nogil pure
 * @op cy_clongdouble_abs(cy_clongdouble a) -> long double | never nogil pure
 * @op cy_clongdouble_pow(cy_clongdouble a, cy_clongdouble b) -> cy_clongdouble | never nogil pure
 */
CY_DEFINE_COMPLEX(cy_clongdouble, long double, cy_clongdouble_make, cy_clongdouble_add, cy_clongdouble_sub, cy_clongdouble_mul, cy_clongdouble_div, cy_clongdouble_neg, cy_clongdouble_conj, cy_clongdouble_eq, cy_clongdouble_abs, cy_clongdouble_pow, hypotl, expl, logl, atan2l, sinl, cosl)
