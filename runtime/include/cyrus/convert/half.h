/* Numbers of half precision (IEEE 754 binary16): 16 bits in memory, floats to compute with. No division, no table, no
 * call, so that loops over them are loops of arithmetic. */
#pragma once
#include "cyrus/core/prelude.h"

typedef unsigned short cy_half;

/* @op cy_half_get(cy_half h) -> float | never nogil pure
 * Its value: every half is a float. */
CY_INLINE float cy_half_get(cy_half h)
{
    uint32_t exponent = h & 0x7c00u, b = (uint32_t)(h & 0x7fffu) << 13;
    float f;
    /* a subnormal one is read as 2^-14 and its fraction, of which 2^-14 goes again */
    b += exponent == 0x7c00u ? 224u << 23 : exponent ? 112u << 23 : 113u << 23;
    memcpy(&f, &b, sizeof f);
    f = exponent ? f : f - 6.103515625e-05f;
    memcpy(&b, &f, sizeof f);
    b |= (uint32_t)(h & 0x8000u) << 16;
    memcpy(&f, &b, sizeof f);
    return f;
}

/* @op cy_half_of(double x) -> cy_half | never nogil pure
 * The nearest half, of two equally near ones the even one; infinite from 65520 on. Of a NaN, the upper bits stay. */
CY_INLINE cy_half cy_half_of(double x)
{
    uint64_t b, m;
    uint32_t sign, r, shift;
    memcpy(&b, &x, sizeof b);
    sign = (uint32_t)(b >> 48) & 0x8000u;
    b &= 0x7fffffffffffffffULL;
    if (b > 0x7ff0000000000000ULL) {
        r = 0x7c00u | ((uint32_t)(b >> 42) & 0x3ffu);
        r += r == 0x7c00u;
    } else if (b >= 0x40f0000000000000ULL) {            /* 65536 */
        r = 0x7c00u;
    } else if (b >= 0x3f10000000000000ULL) {            /* 2^-14 */
        r = (uint32_t)((b + 0x1ffffffffffULL + (b >> 42 & 1)) >> 42) - (1008u << 10);
    } else {                                            /* so many times 2^-24 */
        shift = 1051u - (uint32_t)(b >> 52);
        if (shift > 54) shift = 54;
        m = (b & 0xfffffffffffffULL) | 0x10000000000000ULL;
        r = (uint32_t)((m + ((1ULL << (shift - 1)) - 1) + (m >> shift & 1)) >> shift);
    }
    return (cy_half)(sign | r);
}
