# NumPy's own mathematics (numpy/npy_math.h). What C has too comes from <math.h>.

from libc.math cimport (
    NAN, INFINITY, isinf, isfinite, isnan, signbit, M_E as E, M_LOG2E as LOG2E, M_LOG10E as LOG10E,
    M_PI as PI, M_PI_2 as PI_2, M_PI_4 as PI_4, M_1_PI as NPY_1_PI, M_2_PI as NPY_2_PI, M_LN2 as LOGE2,
    M_LN10 as LOGE10, copysignf, copysign, copysignl, nextafterf, nextafter, nextafterl, sinf, sin, sinl,
    cosf, cos, cosl, tanf, tan, tanl, sinhf, sinh, sinhl, coshf, cosh, coshl, tanhf, tanh, tanhl, fabsf,
    fabs, fabsl, floorf, floor, floorl, ceilf, ceil, ceill, rintf, rint, rintl, sqrtf, sqrt, sqrtl,
    log10f, log10, log10l, logf, log, logl, expf, exp, expl, expm1f, expm1, expm1l, asinf, asin, asinl,
    acosf, acos, acosl, atanf, atan, atanl, asinhf, asinh, asinhl, acoshf, acosh, acoshl, atanhf, atanh,
    atanhl, log1pf, log1p, log1pl, exp2f, exp2, exp2l, log2f, log2, log2l, atan2f, atan2, atan2l, hypotf,
    hypot, hypotl, powf, pow, powl, fmodf, fmod, fmodl, modff, modf, modfl,
)

cdef extern from "numpy/npy_math.h" nogil:
    long double PZERO "NPY_PZERO"    # zero
    long double NZERO "NPY_NZERO"    # minus zero
    long double EULER "NPY_EULER"    # the Euler-Mascheroni constant

    float spacingf "npy_spacingf"(float x)
    double spacing "npy_spacing"(double x)
    long double spacingl "npy_spacingl"(long double x)
    float deg2radf "npy_deg2radf"(float x)
    double deg2rad "npy_deg2rad"(double x)
    long double deg2radl "npy_deg2radl"(long double x)
    float rad2degf "npy_rad2degf"(float x)
    double rad2deg "npy_rad2deg"(double x)
    long double rad2degl "npy_rad2degl"(long double x)
    float logaddexpf "npy_logaddexpf"(float x, float y)
    double logaddexp "npy_logaddexp"(double x, double y)
    long double logaddexpl "npy_logaddexpl"(long double x, long double y)
    float logaddexp2f "npy_logaddexp2f"(float x, float y)
    double logaddexp2 "npy_logaddexp2"(double x, double y)
    long double logaddexp2l "npy_logaddexp2l"(long double x, long double y)
