/* Taking those elements out of an array for which a loop has something to do (pass `filter`).
 *
 * how: the elements x with 0: x < bound, 1: x <= bound, 2: x > bound, 3: x >= bound, 4: x == bound; + 8: all others. */
#pragma once
#include "cyrus/core/prelude.h"
#include <string.h>

/* Room for what is taken out of 512 elements; on a boundary of the cache, as it is read in order. */
#if defined(__GNUC__)
#define CY_PACK_ALIGNED __attribute__((aligned(64)))
#else
#define CY_PACK_ALIGNED
#endif
typedef double cy_pack_doubles[512] CY_PACK_ALIGNED;
typedef float cy_pack_floats[512] CY_PACK_ALIGNED;

#define CY_PACK_IF(how, x, bound) ((how & 7) == 0 ? (x) < (bound) : (how & 7) == 1 ? (x) <= (bound) : (how & 7) == 2 ? (x) > (bound) : (how & 7) == 3 ? (x) >= (bound) : (x) == (bound))

/* With AVX-512, as many as fill a register at a time. A store reaches no further than the elements read so far. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
typedef double cy_wide_double __attribute__((vector_size(64)));
typedef float cy_wide_float __attribute__((vector_size(64)));

/* Bit i: item i of x stands so to that of bound. The numbers are those of the instruction's comparisons, which raise no
 * flag for a NaN. */
#define CY_PACK_BITS(how, cmp, x, bound) ((how & 7) == 0 ? cmp(x, bound, 0x11, -1, 4) : (how & 7) == 1 ? cmp(x, bound, 0x12, -1, 4) : (how & 7) == 2 ? cmp(x, bound, 0x1e, -1, 4) : (how & 7) == 3 ? cmp(x, bound, 0x1d, -1, 4) : cmp(x, bound, 0, -1, 4))

#define CY_PACK_LANES(name, T, vector, mask, cmp, compress) \
    __attribute__((target("avx512f,popcnt"))) CY_FN Py_ssize_t name(T **out, const T *in, T bound, int how, Py_ssize_t n) \
    { \
        const Py_ssize_t lanes = (Py_ssize_t)(sizeof(vector) / sizeof(T)); \
        const vector none = {0}, to = none + bound; \
        const mask others = how & 8 ? (mask)-1 : 0; \
        T *o = *out; \
        Py_ssize_t i = 0; \
        for (; i + lanes <= n; i += lanes) { \
            vector x; \
            mask bits; \
            memcpy(&x, in + i, sizeof x); \
            bits = (mask)((mask)CY_PACK_BITS(how, cmp, x, to) ^ others); \
            x = compress(x, none, bits); \
            memcpy(o, &x, sizeof x); \
            o += __builtin_popcount(bits); \
        } \
        *out = o; \
        return i; \
    }
/* @defines cy_pack_wide_double @uses cy_wide_double CY_PACK_BITS */
CY_PACK_LANES(cy_pack_wide_double, double, cy_wide_double, unsigned char, __builtin_ia32_cmppd512_mask, __builtin_ia32_compressdf512_mask)
/* @defines cy_pack_wide_float @uses cy_wide_float CY_PACK_BITS */
CY_PACK_LANES(cy_pack_wide_float, float, cy_wide_float, unsigned short, __builtin_ia32_cmpps512_mask, __builtin_ia32_compresssf512_mask)
#define CY_PACK_START(wide, o, in, bound, how, n) (__builtin_cpu_supports("avx512f") ? wide(o, in, bound, how, n) : 0)
#else
#define CY_PACK_START(wide, o, in, bound, how, n) 0
#endif

/* Takes them out; how many. Those that did not fill a register go one by one. */
#define CY_PACK(T, wide) \
    T *o = *room; \
    Py_ssize_t i = CY_PACK_START(wide, &o, in, bound, how, n); \
    for (; i < n; i++) { \
        *o = in[i]; \
        o += CY_PACK_IF(how, in[i], bound) != (how >> 3); \
    } \
    return o - *room;

/* @op cy_pack_double(out cy_pack_doubles room, const double *in, double bound, int how, Py_ssize_t n) -> Py_ssize_t | never nogil
 * Copies those of n elements that stand so to the bound, in order, to the front of the room; how many. n is 512 at
 * most, and what is behind the copies is undefined. */
CY_FN Py_ssize_t cy_pack_double(cy_pack_doubles *room, const double *in, double bound, int how, Py_ssize_t n)
{
    CY_PACK(double, cy_pack_wide_double)
}

/* @op cy_pack_float(out cy_pack_floats room, const float *in, float bound, int how, Py_ssize_t n) -> Py_ssize_t | never nogil
 * The same for these. */
CY_FN Py_ssize_t cy_pack_float(cy_pack_floats *room, const float *in, float bound, int how, Py_ssize_t n)
{
    CY_PACK(float, cy_pack_wide_float)
}
