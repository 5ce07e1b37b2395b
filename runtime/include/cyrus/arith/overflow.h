/* Arithmetic that says whether the result fits (directive overflowcheck). Each stores the result, wrapped, and gives 1 if
 * it does not fit the type T of all three. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op CY_ADD_OVERFLOWS(type T, T a, T b, out T r) -> int | never nogil macro
 * @op CY_SUB_OVERFLOWS(type T, T a, T b, out T r) -> int | never nogil macro
 * @op CY_MUL_OVERFLOWS(type T, T a, T b, out T r) -> int | never nogil macro
 * @op CY_NARROW_OVERFLOWS(type T, long long a, out T r) -> int | never nogil macro
 * The last one only stores a, of any integer type.
 */
#if defined(__GNUC__)
#define CY_NARROW_OVERFLOWS(T, a, r) __builtin_add_overflow((a), (T)0, r)
#define CY_ADD_OVERFLOWS(T, a, b, r) __builtin_add_overflow((T)(a), (T)(b), r)
#define CY_SUB_OVERFLOWS(T, a, b, r) __builtin_sub_overflow((T)(a), (T)(b), r)
#define CY_MUL_OVERFLOWS(T, a, b, r) __builtin_mul_overflow((T)(a), (T)(b), r)
#else
#define CY_NARROW_OVERFLOWS(T, a, r) (*(r) = (T)(a), (long long)*(r) != (long long)(a) || ((a) < 0) != (*(r) < 0))
#define CY_OVER_UNSIGNED(T) ((T)-1 > (T)1)
#define CY_OVER_MAX(T) (~0ULL >> (8 * (sizeof(unsigned long long) - sizeof(T))))
#define CY_ADD_OVERFLOWS(T, a, b, r) (*(r) = (T)((unsigned long long)(a) + (unsigned long long)(b)), CY_OVER_UNSIGNED(T) ? *(r) < (T)(a) : ((b) >= 0) != (*(r) >= (T)(a)))
#define CY_SUB_OVERFLOWS(T, a, b, r) (*(r) = (T)((unsigned long long)(a) - (unsigned long long)(b)), CY_OVER_UNSIGNED(T) ? (T)(a) < (T)(b) : ((b) >= 0) != (*(r) <= (T)(a)))
#define CY_MUL_OVERFLOWS(T, a, b, r) (*(r) = (T)((unsigned long long)(a) * (unsigned long long)(b)), CY_OVER_UNSIGNED(T) ? cy_mul_over_u((unsigned long long)(a), (unsigned long long)(b), CY_OVER_MAX(T)) : cy_mul_over_s((long long)(a), (long long)(b), (long long)(CY_OVER_MAX(T) >> 1)))
CY_FN int cy_mul_over_u(unsigned long long a, unsigned long long b, unsigned long long max)
{
    return b != 0 && a > max / b;
}
CY_FN int cy_mul_over_s(long long a, long long b, long long max)
{
    unsigned long long x = a < 0 ? 0 - (unsigned long long)a : (unsigned long long)a, y = b < 0 ? 0 - (unsigned long long)b : (unsigned long long)b;
    return cy_mul_over_u(x, y, (unsigned long long)max + ((a < 0) != (b < 0)));
}
#endif

/* @op CY_SHIFT_OVERFLOWS(type T, T a, T b) -> int | never nogil pure macro
 * Whether a << b loses bits or is no shift of T at all. */
#define CY_SHIFT_OVERFLOWS(T, a, b) ((b) < 0 || (size_t)(b) >= 8 * sizeof(T) || (T)((T)((unsigned long long)(a) << (b)) >> (b)) != (T)(a))

/* @op cy_overflow() -> int | neg cold nogil
 * Raises OverflowError("value too large"); takes the GIL. Always -1. */
CY_RARE int cy_overflow(void)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_SetString(PyExc_OverflowError, "value too large");
    PyGILState_Release(g);
    return -1;
}

/* @op cy_zero_division(const char *text) -> int | neg cold nogil
 * Raises ZeroDivisionError(text); takes the GIL. Always -1. */
CY_RARE int cy_zero_division(const char *text)
{
    PyGILState_STATE g = PyGILState_Ensure();
    PyErr_SetString(PyExc_ZeroDivisionError, text);
    PyGILState_Release(g);
    return -1;
}

/* @op cy_zero_modulo() -> int | neg cold nogil
 * The same for the remainder of a float by 0.0, in the words of the running interpreter. */
CY_RARE int cy_zero_modulo(void) { return cy_zero_division(PY_VERSION_HEX < 0x030D0000 ? "float modulo" : "float modulo by zero"); }
