# <cmath>: [c.math]. https://en.cppreference.com/w/cpp/header/cmath
# Only the special functions throw: std::domain_error for what they are not defined for.

cdef extern from "<cmath>" namespace "std" nogil:
    # Angles.
    double acos(double), asin(double), atan(double), atan2(double, double), cos(double), sin(double), tan(double)
    float acos(float), asin(float), atan(float), atan2(float, float), cos(float), sin(float), tan(float)
    long double acos(long double), asin(long double), atan(long double), atan2(long double, long double)
    long double cos(long double), sin(long double), tan(long double)

    # Hyperbolic functions.
    double acosh(double), asinh(double), atanh(double), cosh(double), sinh(double), tanh(double)
    float acosh(float), asinh(float), atanh(float), cosh(float), sinh(float), tanh(float)
    long double acosh(long double), asinh(long double), atanh(long double), cosh(long double), sinh(long double)
    long double tanh(long double)

    # Exponents and logarithms.
    double exp(double), exp2(double), expm1(double), frexp(double, int *), ldexp(double, int), log(double)
    double log10(double), log1p(double), log2(double), logb(double), modf(double, double *), scalbln(double, long)
    double scalbn(double, int)
    float exp(float), exp2(float), expm1(float), frexp(float, int *), ldexp(float, int), log(float), log10(float)
    float log1p(float), log2(float), logb(float), modf(float, float *), scalbln(float, long), scalbn(float, int)
    long double exp(long double), exp2(long double), expm1(long double), frexp(long double, int *)
    long double ldexp(long double, int), log(long double), log10(long double), log1p(long double), log2(long double)
    long double logb(long double), modf(long double, long double *), scalbln(long double, long)
    long double scalbn(long double, int)
    int ilogb(float), ilogb(double), ilogb(long double)

    # Powers and absolute values.
    double abs(double), cbrt(double), fabs(double), hypot(double, double), hypot(double, double, double)
    double pow(double, double), sqrt(double)
    float abs(float), cbrt(float), fabs(float), hypot(float, float), hypot(float, float, float), pow(float, float)
    float sqrt(float)
    long double abs(long double), cbrt(long double), fabs(long double), hypot(long double, long double)
    long double hypot(long double, long double, long double), pow(long double, long double), sqrt(long double)
    int abs(int)
    long abs(long)
    long long abs(long long)

    # Error and gamma functions.
    double erf(double), erfc(double), lgamma(double), tgamma(double)
    float erf(float), erfc(float), lgamma(float), tgamma(float)
    long double erf(long double), erfc(long double), lgamma(long double), tgamma(long double)

    # Nearest integers.
    double ceil(double), floor(double), rint(double), round(double), trunc(double)
    float ceil(float), floor(float), rint(float), round(float), trunc(float)
    long double ceil(long double), floor(long double), rint(long double), round(long double), trunc(long double)
    long lrint(float), lrint(double), lrint(long double), lround(float), lround(double), lround(long double)
    long long llrint(float), llrint(double), llrint(long double), llround(float), llround(double)
    long long llround(long double)

    # Remainders.
    double fmod(double, double), remainder(double, double), remquo(double, double, int *)
    float fmod(float, float), remainder(float, float), remquo(float, float, int *)
    long double fmod(long double, long double), remainder(long double, long double)
    long double remquo(long double, long double, int *)

    # Neighbours, signs, NaN.
    double copysign(double, double), nan(const char *), nextafter(double, double), nexttoward(double, long double)
    float copysign(float, float), nextafter(float, float), nexttoward(float, long double)
    long double copysign(long double, long double), nextafter(long double, long double)
    long double nexttoward(long double, long double)

    # Differences, extremes, multiply-add, interpolation.
    double fdim(double, double), fma(double, double, double), fmax(double, double), fmin(double, double)
    double lerp(double, double, double)
    float fdim(float, float), fma(float, float, float), fmax(float, float), fmin(float, float)
    float lerp(float, float, float)
    long double fdim(long double, long double), fma(long double, long double, long double)
    long double fmax(long double, long double), fmin(long double, long double)
    long double lerp(long double, long double, long double)

    # Classes of numbers.
    bint isfinite(float), isfinite(double), isfinite(long double), isgreater(float, float)
    bint isgreater(double, double), isgreater(long double, long double), isgreaterequal(float, float)
    bint isgreaterequal(double, double), isgreaterequal(long double, long double), isinf(float), isinf(double)
    bint isinf(long double), isless(float, float), isless(double, double), isless(long double, long double)
    bint islessequal(float, float), islessequal(double, double), islessequal(long double, long double)
    bint islessgreater(float, float), islessgreater(double, double), islessgreater(long double, long double)
    bint isnan(float), isnan(double), isnan(long double), isnormal(float), isnormal(double), isnormal(long double)
    bint isunordered(float, float), isunordered(double, double), isunordered(long double, long double)
    bint signbit(float), signbit(double), signbit(long double)
    int fpclassify(float), fpclassify(double), fpclassify(long double)

    # Special functions (C++17, [sf.cmath]).
    double assoc_laguerre(unsigned int, unsigned int, double) except +
    double assoc_legendre(unsigned int, unsigned int, double) except +, beta(double, double) except +
    double comp_ellint_1(double) except +, comp_ellint_2(double) except +, comp_ellint_3(double, double) except +
    double cyl_bessel_i(double, double) except +, cyl_bessel_j(double, double) except +
    double cyl_bessel_k(double, double) except +, cyl_neumann(double, double) except +
    double ellint_1(double, double) except +, ellint_2(double, double) except +
    double ellint_3(double, double, double) except +, expint(double) except +
    double hermite(unsigned int, double) except +, laguerre(unsigned int, double) except +
    double legendre(unsigned int, double) except +, nearbyint(double), riemann_zeta(double) except +
    double sph_bessel(unsigned int, double) except +, sph_legendre(unsigned int, unsigned int, double) except +
    double sph_neumann(unsigned int, double) except +
    float assoc_laguerref(unsigned int, unsigned int, float) except +
    float assoc_legendref(unsigned int, unsigned int, float) except +, betaf(float, float) except +
    float comp_ellint_1f(float) except +, comp_ellint_2f(float) except +, comp_ellint_3f(float, float) except +
    float cyl_bessel_if(float, float) except +, cyl_bessel_jf(float, float) except +
    float cyl_bessel_kf(float, float) except +, cyl_neumannf(float, float) except +
    float ellint_1f(float, float) except +, ellint_2f(float, float) except +
    float ellint_3f(float, float, float) except +, expintf(float) except +, hermitef(unsigned int, float) except +
    float laguerref(unsigned int, float) except +, legendref(unsigned int, float) except +, nearbyint(float)
    float riemann_zetaf(float) except +, sph_besself(unsigned int, float) except +
    float sph_legendref(unsigned int, unsigned int, float) except +, sph_neumannf(unsigned int, float) except +
    long double assoc_laguerrel(unsigned int, unsigned int, long double) except +
    long double assoc_legendrel(unsigned int, unsigned int, long double) except +
    long double betal(long double, long double) except +, comp_ellint_1l(long double) except +
    long double comp_ellint_2l(long double) except +, comp_ellint_3l(long double, long double) except +
    long double cyl_bessel_il(long double, long double) except +, cyl_bessel_jl(long double, long double) except +
    long double cyl_bessel_kl(long double, long double) except +, cyl_neumannl(long double, long double) except +
    long double ellint_1l(long double, long double) except +, ellint_2l(long double, long double) except +
    long double ellint_3l(long double, long double, long double) except +, expintl(long double) except +
    long double hermitel(unsigned int, long double) except +, laguerrel(unsigned int, long double) except +
    long double legendrel(unsigned int, long double) except +, nearbyint(long double)
    long double riemann_zetal(long double) except +, sph_bessell(unsigned int, long double) except +
    long double sph_legendrel(unsigned int, unsigned int, long double) except +
    long double sph_neumannl(unsigned int, long double) except +

cdef extern from "<math.h>" nogil:
    # Angles.
    float acosf(float), asinf(float), atan2f(float, float), atanf(float), cosf(float), sinf(float), tanf(float)
    long double acosl(long double), asinl(long double), atan2l(long double, long double), atanl(long double)
    long double cosl(long double), sinl(long double), tanl(long double)

    # Hyperbolic functions.
    float acoshf(float), asinhf(float), atanhf(float), coshf(float), sinhf(float), tanhf(float)
    long double acoshl(long double), asinhl(long double), atanhl(long double), coshl(long double)
    long double sinhl(long double), tanhl(long double)

    # Exponents and logarithms.
    float exp2f(float), expf(float), expm1f(float), frexpf(float, int *), ldexpf(float, int), log10f(float)
    float log1pf(float), log2f(float), logbf(float), logf(float), modff(float, float *), scalblnf(float, long)
    float scalbnf(float, int)
    long double exp2l(long double), expl(long double), expm1l(long double), frexpl(long double, int *)
    long double ldexpl(long double, int), log10l(long double), log1pl(long double), log2l(long double)
    long double logbl(long double), logl(long double), modfl(long double, long double *)
    long double scalblnl(long double, long), scalbnl(long double, int)
    int ilogbf(float), ilogbl(long double)

    # Powers and absolute values.
    float cbrtf(float), fabsf(float), hypotf(float, float), powf(float, float), sqrtf(float)
    long double cbrtl(long double), fabsl(long double), hypotl(long double, long double)
    long double powl(long double, long double), sqrtl(long double)

    # Error and gamma functions.
    float erfcf(float), erff(float), lgammaf(float), nextafterf(float, float), remainderf(float, float)
    float tgammaf(float)
    long double erfcl(long double), erfl(long double), lgammal(long double), tgammal(long double)

    # Nearest integers.
    float ceilf(float), floorf(float), rintf(float), roundf(float), truncf(float)
    long double ceill(long double), floorl(long double), rintl(long double), roundl(long double)
    long double truncl(long double)
    long lrintf(float), lrintl(long double), lroundf(float), lroundl(long double)
    long long llrintf(float), llrintl(long double), llroundf(float), llroundl(long double)

    # Remainders.
    float fmodf(float, float), remquof(float, float, int *)
    long double fmodl(long double, long double), remainderl(long double, long double)
    long double remquol(long double, long double, int *)

    # Neighbours, signs, NaN.
    float copysignf(float, float), nanf(const char *), nexttowardf(float, long double)
    long double copysignl(long double, long double), nanl(const char *), nextafterl(long double, long double)
    long double nexttowardl(long double, long double)

    # Differences, extremes, multiply-add, interpolation.
    float fdimf(float, float), fmaf(float, float, float), fmaxf(float, float), fminf(float, float)
    long double fdiml(long double, long double), fmal(long double, long double, long double)
    long double fmaxl(long double, long double), fminl(long double, long double)

    # Special functions (C++17, [sf.cmath]).
    float nearbyintf(float)
    long double nearbyintl(long double)
