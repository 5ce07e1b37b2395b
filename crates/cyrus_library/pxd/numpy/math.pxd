# <numpy/npy_math.h>: https://numpy.org/doc/stable/reference/c-api/coremath.html; what C has, too, is of <math.h>.

from libc.math cimport (
    INFINITY, NAN, acos, acosf, acosh, acoshf, acoshl, acosl, asin, asinf, asinh, asinhf, asinhl,
    asinl, atan, atan2, atan2f, atan2l, atanf, atanh, atanhf, atanhl, atanl, ceil, ceilf, ceill,
    copysign, copysignf, copysignl, cos, cosf, cosh, coshf, coshl, cosl, exp, exp2, exp2f, exp2l, expf,
    expl, expm1, expm1f, expm1l, fabs, fabsf, fabsl, floor, floorf, floorl, fmod, fmodf, fmodl, hypot,
    hypotf, hypotl, isfinite, isinf, isnan, log, log10, log10f, log10l, log1p, log1pf, log1pl, log2,
    log2f, log2l, logf, logl, modf, modff, modfl, nextafter, nextafterf, nextafterl, pow, powf, powl,
    rint, rintf, rintl, signbit, sin, sinf, sinh, sinhf, sinhl, sinl, sqrt, sqrtf, sqrtl, tan, tanf,
    tanh, tanhf, tanhl, tanl, M_1_PI as NPY_1_PI, M_2_PI as NPY_2_PI, M_E as E, M_LN10 as LOGE10,
    M_LN2 as LOGE2, M_LOG10E as LOG10E, M_LOG2E as LOG2E, M_PI as PI, M_PI_2 as PI_2, M_PI_4 as PI_4
)

cdef extern from "numpy/npy_math.h" nogil:
    # The Euler-Mascheroni constant, zero with either sign.
    const long double EULER "NPY_EULER", NZERO "NPY_NZERO", PZERO "NPY_PZERO"

    double deg2rad "npy_deg2rad"(double)
    float deg2radf "npy_deg2radf"(float)
    long double deg2radl "npy_deg2radl"(long double)
    double rad2deg "npy_rad2deg"(double)
    float rad2degf "npy_rad2degf"(float)
    long double rad2degl "npy_rad2degl"(long double)
    double logaddexp "npy_logaddexp"(double, double)
    float logaddexpf "npy_logaddexpf"(float, float)
    long double logaddexpl "npy_logaddexpl"(long double, long double)
    double logaddexp2 "npy_logaddexp2"(double, double)
    float logaddexp2f "npy_logaddexp2f"(float, float)
    long double logaddexp2l "npy_logaddexp2l"(long double, long double)
    double spacing "npy_spacing"(double)
    float spacingf "npy_spacingf"(float)
    long double spacingl "npy_spacingl"(long double)
