/* Integers of a type whose size and sign only the C compiler knows, which may be one of 128 bits. */
#pragma once
#include "cyrus/convert/int128.h"

#ifdef __SIZEOF_INT128__
#define CY_TO_WIDE(T, o, name) (CY_UNSIGNED(T) ? (T)cy_to_uint128(o, name) : (T)cy_to_int128(o, name))
#define CY_FROM_WIDE(T, v) (CY_UNSIGNED(T) ? cy_from_uint128((unsigned __int128)(v)) : cy_from_int128((__int128)(v)))
#else
#define CY_TO_WIDE(T, o, name) CY_TO_SIZED(T, o, name)
#define CY_FROM_WIDE(T, v) PyLong_FromLongLong((long long)(v))
#endif

/* @op CY_TO_INTEGER(type T, object o, const char *name) -> T | minus1 macro
 * A value of any integer type. */
#define CY_TO_INTEGER(T, o, name) (CY_WIDE(T) ? CY_TO_WIDE(T, o, name) : CY_TO_SIZED(T, o, name))

/* @op CY_FROM_INTEGER(type T, T v) -> object new | null macro
 * From a value of any integer type. */
#define CY_FROM_INTEGER(T, v) \
    (CY_WIDE(T) ? CY_FROM_WIDE(T, v) : CY_UNSIGNED(T) ? PyLong_FromUnsignedLongLong((unsigned long long)(v)) : PyLong_FromLongLong((long long)(v)))
