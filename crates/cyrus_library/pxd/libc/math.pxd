# <math.h>: C11, 7.12. Each function for double, float (`f`) and long double (`l`).

cdef extern from "<math.h>" nogil:
    # How the C compiler evaluates (7.12, paragraph 2).
    ctypedef double double_t
    ctypedef float float_t

    # Values.
    const float HUGE_VALF, INFINITY, NAN
    const double HUGE_VAL
    const long double HUGE_VALL

    # POSIX's constants, for double and (GNU) long double.
    const double M_E, M_LOG2E, M_LOG10E, M_LN2, M_LN10, M_PI, M_PI_2, M_PI_4, M_1_PI, M_2_PI, M_2_SQRTPI
    const double M_SQRT2, M_SQRT1_2
    const long double M_El, M_LOG2El, M_LOG10El, M_LN2l, M_LN10l, M_PIl, M_PI_2l, M_PI_4l, M_1_PIl
    const long double M_2_PIl, M_2_SQRTPIl, M_SQRT2l, M_SQRT1_2l

    # The same under short names.
    const double e "M_E", pi "M_PI"

    # Classes of numbers, and what `ilogb` says of 0 and NaN.
    enum:
        FP_INFINITE, FP_NAN, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, FP_ILOGB0, FP_ILOGBNAN

    # Macros for any floating type (7.12.3, 7.12.14).
    int fpclassify(long double)
    int isinf(long double)
    bint isfinite(long double), isnan(long double), isnormal(long double), signbit(long double)
    bint isgreater(long double, long double), isgreaterequal(long double, long double)
    bint isless(long double, long double), islessequal(long double, long double)
    bint islessgreater(long double, long double), isunordered(long double, long double)

    # Angles (7.12.4).
    double acos(double), asin(double), atan(double), atan2(double, double), cos(double), sin(double)
    double tan(double)
    float acosf(float), asinf(float), atanf(float), atan2f(float, float), cosf(float), sinf(float)
    float tanf(float)
    long double acosl(long double), asinl(long double), atanl(long double)
    long double atan2l(long double, long double), cosl(long double), sinl(long double)
    long double tanl(long double)

    # Hyperbolic functions (7.12.5).
    double acosh(double), asinh(double), atanh(double), cosh(double), sinh(double), tanh(double)
    float acoshf(float), asinhf(float), atanhf(float), coshf(float), sinhf(float), tanhf(float)
    long double acoshl(long double), asinhl(long double), atanhl(long double), coshl(long double)
    long double sinhl(long double), tanhl(long double)

    # Exponents and logarithms (7.12.6).
    int ilogb(double), ilogbf(float), ilogbl(long double)
    double exp(double), exp2(double), expm1(double), frexp(double, int *), ldexp(double, int)
    double log(double), log10(double), log1p(double), log2(double), logb(double), modf(double, double *)
    double scalbln(double, long), scalbn(double, int)
    float expf(float), exp2f(float), expm1f(float), frexpf(float, int *), ldexpf(float, int)
    float logf(float), log10f(float), log1pf(float), log2f(float), logbf(float), modff(float, float *)
    float scalblnf(float, long), scalbnf(float, int)
    long double expl(long double), exp2l(long double), expm1l(long double), frexpl(long double, int *)
    long double ldexpl(long double, int), logl(long double), log10l(long double), log1pl(long double)
    long double log2l(long double), logbl(long double), modfl(long double, long double *)
    long double scalblnl(long double, long), scalbnl(long double, int)

    # Powers and absolute values (7.12.7).
    double cbrt(double), fabs(double), hypot(double, double), pow(double, double), sqrt(double)
    float cbrtf(float), fabsf(float), hypotf(float, float), powf(float, float), sqrtf(float)
    long double cbrtl(long double), fabsl(long double), hypotl(long double, long double)
    long double powl(long double, long double), sqrtl(long double)

    # Error and gamma functions (7.12.8).
    double erf(double), erfc(double), lgamma(double), tgamma(double)
    float erff(float), erfcf(float), lgammaf(float), tgammaf(float)
    long double erfl(long double), erfcl(long double), lgammal(long double), tgammal(long double)

    # Nearest integers (7.12.9).
    double ceil(double), floor(double), nearbyint(double), rint(double), round(double), trunc(double)
    float ceilf(float), floorf(float), nearbyintf(float), rintf(float), roundf(float), truncf(float)
    long double ceill(long double), floorl(long double), nearbyintl(long double), rintl(long double)
    long double roundl(long double), truncl(long double)
    long lrint(double), lrintf(float), lrintl(long double), lround(double), lroundf(float)
    long lroundl(long double)
    long long llrint(double), llrintf(float), llrintl(long double), llround(double), llroundf(float)
    long long llroundl(long double)

    # Remainders (7.12.10).
    double fmod(double, double), remainder(double, double), remquo(double, double, int *)
    float fmodf(float, float), remainderf(float, float), remquof(float, float, int *)
    long double fmodl(long double, long double), remainderl(long double, long double)
    long double remquol(long double, long double, int *)

    # Neighbours and signs (7.12.11).
    double copysign(double, double), nan(const char *), nextafter(double, double)
    double nexttoward(double, long double)
    float copysignf(float, float), nanf(const char *), nextafterf(float, float)
    float nexttowardf(float, long double)
    long double copysignl(long double, long double), nanl(const char *)
    long double nextafterl(long double, long double), nexttowardl(long double, long double)

    # Differences, extremes, multiply-add (7.12.12, 7.12.13).
    double fdim(double, double), fma(double, double, double), fmax(double, double), fmin(double, double)
    float fdimf(float, float), fmaf(float, float, float), fmaxf(float, float), fminf(float, float)
    long double fdiml(long double, long double), fmal(long double, long double, long double)
    long double fmaxl(long double, long double), fminl(long double, long double)

    # Bessel functions (POSIX).
    double j0(double), j1(double), jn(int, double), y0(double), y1(double), yn(int, double)
    double gamma(double), drem(double, double), significand(double), scalb(double, double)
