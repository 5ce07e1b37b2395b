# <complex.h>: C11, 7.3. Each function for double, float (`f`) and long double (`l`).
# C++ has a header of that name with other things; there, use libcpp.complex.

cdef extern from "<complex.h>" nogil:
    # Parts and polar form (7.3.8.1, 7.3.9).
    double cabs(double complex), carg(double complex), cimag(double complex), creal(double complex)
    float cabsf(float complex), cargf(float complex), cimagf(float complex), crealf(float complex)
    long double cabsl(long double complex), cargl(long double complex), cimagl(long double complex)
    long double creall(long double complex)
    double complex conj(double complex), cproj(double complex)
    float complex conjf(float complex), cprojf(float complex)
    long double complex conjl(long double complex), cprojl(long double complex)

    # Angles (7.3.5).
    double complex cacos(double complex), casin(double complex), catan(double complex)
    double complex ccos(double complex), csin(double complex), ctan(double complex)
    float complex cacosf(float complex), casinf(float complex), catanf(float complex)
    float complex ccosf(float complex), csinf(float complex), ctanf(float complex)
    long double complex cacosl(long double complex), casinl(long double complex)
    long double complex catanl(long double complex), ccosl(long double complex)
    long double complex csinl(long double complex), ctanl(long double complex)

    # Hyperbolic functions (7.3.6).
    double complex cacosh(double complex), casinh(double complex), catanh(double complex)
    double complex ccosh(double complex), csinh(double complex), ctanh(double complex)
    float complex cacoshf(float complex), casinhf(float complex), catanhf(float complex)
    float complex ccoshf(float complex), csinhf(float complex), ctanhf(float complex)
    long double complex cacoshl(long double complex), casinhl(long double complex)
    long double complex catanhl(long double complex), ccoshl(long double complex)
    long double complex csinhl(long double complex), ctanhl(long double complex)

    # Exponents, logarithms, powers (7.3.7, 7.3.8).
    double complex cexp(double complex), clog(double complex), cpow(double complex, double complex)
    double complex csqrt(double complex)
    float complex cexpf(float complex), clogf(float complex), cpowf(float complex, float complex)
    float complex csqrtf(float complex)
    long double complex cexpl(long double complex), clogl(long double complex)
    long double complex cpowl(long double complex, long double complex), csqrtl(long double complex)

    # Logarithms to base 10 (GNU).
    double complex clog10(double complex)
    float complex clog10f(float complex)
    long double complex clog10l(long double complex)
