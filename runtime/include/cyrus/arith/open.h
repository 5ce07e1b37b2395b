/* Division and power of integers of a type whose size and sign only the C compiler knows, with Python's signs. Divisors are as
 * arith/divide.h wants them. */
#pragma once
#include "cyrus/arith/divide.h"
#include "cyrus/arith/power.h"
#include "cyrus/convert/openint.h"

#ifdef __SIZEOF_INT128__
CY_DEFINE_DIVIDE(cy_floordiv_int128, cy_mod_int128, __int128)
/* b ** e; a negative exponent gives what is left of the fraction, as for narrower types. */
CY_FN __int128 cy_pow_int128(__int128 b, __int128 e)
{
    unsigned __int128 r = 1, x = (unsigned __int128)b;
    if (e < 0) return (__int128)cy_pow_signed(b == 1 ? 1 : b == -1 ? -1 : 0, e & 1 ? -1 : -2);
    for (; e; e >>= 1, x *= x)
        if (e & 1) r *= x;
    return (__int128)r;
}
#define CY_OPEN_SIGNED(T, wide, narrow, a, b) (CY_WIDE(T) ? (T)wide((__int128)(a), (__int128)(b)) : (T)narrow((long long)(a), (long long)(b)))
#else
#define CY_OPEN_SIGNED(T, wide, narrow, a, b) ((T)narrow((long long)(a), (long long)(b)))
#endif

/* @op CY_OPEN_FLOORDIV(type T, T a, T b) -> T | never nogil pure macro
 * @op CY_OPEN_MOD(type T, T a, T b) -> T | never nogil pure macro
 * @op CY_OPEN_POW(type T, T a, T b) -> T | never nogil pure macro
 */
#define CY_OPEN_FLOORDIV(T, a, b) (CY_UNSIGNED(T) ? (T)((a) / (b)) : CY_OPEN_SIGNED(T, cy_floordiv_int128, cy_floordiv_longlong, a, b))
#define CY_OPEN_MOD(T, a, b) (CY_UNSIGNED(T) ? (T)((a) % (b)) : CY_OPEN_SIGNED(T, cy_mod_int128, cy_mod_longlong, a, b))
#define CY_OPEN_POW(T, a, b) CY_OPEN_SIGNED(T, cy_pow_int128, cy_pow_signed, a, b)
