/* Powers of C integers. The result wraps around as C's multiplication of unsigned numbers does. */
#pragma once
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
