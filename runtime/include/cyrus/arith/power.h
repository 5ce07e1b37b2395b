/* Powers. The result of C integers wraps around as C's multiplication of unsigned numbers does. */
#pragma once
#include <errno.h>
#include <math.h>
#include "cyrus/core/prelude.h"

/* @op cy_pow_unsigned(unsigned long long b, unsigned long long e) -> unsigned long long | never nogil pure
 */
CY_FN unsigned long long cy_pow_unsigned(unsigned long long b, unsigned long long e)
{
    unsigned long long r = 1;
    for (; e; e >>= 1, b *= b)
        if (e & 1) r *= b;
    return r;
}

/* @op cy_pow_signed(long long b, long long e) -> long long | never nogil pure
 * A negative exponent gives what is left of the fraction: 0, but 1 and -1 keep their absolute value. */
CY_FN long long cy_pow_signed(long long b, long long e)
{
    if (e >= 0) return (long long)cy_pow_unsigned((unsigned long long)b, (unsigned long long)e);
    return b == 1 ? 1 : b == -1 ? (e & 1 ? -1 : 1) : 0;
}

/* @op cy_float_power(double a, double b) -> double | minus1
 * `a ** b` of floats, where the result is real. Errors as float has them (language reference, "The power operator"):
 * ZeroDivisionError for 0.0 to a negative power, OverflowError where finite operands give no finite result. */
CY_FN double cy_float_power(double a, double b)
{
    double r = pow(a, b);
    if (isfinite(r) || !isfinite(a) || !isfinite(b)) return r;
    if (a == 0.0) {
        PyErr_SetString(PyExc_ZeroDivisionError, PY_VERSION_HEX < 0x030E0000 ? "0.0 cannot be raised to a negative power" : "zero to a negative power");
    } else {
        errno = ERANGE;
        PyErr_SetFromErrno(PyExc_OverflowError);
    }
    return -1.0;
}
