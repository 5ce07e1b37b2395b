/* C's floating-point functions under names of the operations. */
#pragma once
#include <math.h>
#include "cyrus/core/prelude.h"

/* @op cy_powf(float a, float b) -> float | never nogil pure
 */
CY_INLINE float cy_powf(float a, float b) { return powf(a, b); }
/* @op cy_pow_double(double a, double b) -> double | never nogil pure
 */
CY_INLINE double cy_pow_double(double a, double b) { return pow(a, b); }
/* @op cy_powl(long double a, long double b) -> long double | never nogil pure
 */
CY_INLINE long double cy_powl(long double a, long double b) { return powl(a, b); }
/* @op cy_fmodf(float a, float b) -> float | never nogil pure
 * C's remainder: the sign is a's. */
CY_INLINE float cy_fmodf(float a, float b) { return fmodf(a, b); }
/* @op cy_fmod(double a, double b) -> double | never nogil pure
 */
CY_INLINE double cy_fmod(double a, double b) { return fmod(a, b); }
/* @op cy_fmodl(long double a, long double b) -> long double | never nogil pure
 */
CY_INLINE long double cy_fmodl(long double a, long double b) { return fmodl(a, b); }
/* @op cy_fabsf(float a) -> float | never nogil pure
 */
CY_INLINE float cy_fabsf(float a) { return fabsf(a); }
/* @op cy_fabs(double a) -> double | never nogil pure
 */
CY_INLINE double cy_fabs(double a) { return fabs(a); }
/* @op cy_fabsl(long double a) -> long double | never nogil pure
 */
CY_INLINE long double cy_fabsl(long double a) { return fabsl(a); }
