/* C integers from words. */
#pragma once
#include "cyrus/convert/int.h"
#include "cyrus/object/word.h"

#define CY_DEFINE_W_TO(name, T, slow) \
    CY_FN T name##_any(cy_word w) \
    { \
        PyObject *o = cy_w_object(w); \
        T v = o ? slow(o) : (T)-1; \
        Py_XDECREF(o); \
        return v; \
    } \
    CY_INLINE T name(cy_word w) \
    { \
        return CY_W_INT(w) && CY_LIKELY((Py_ssize_t)(T)CY_W_VALUE(w) == CY_W_VALUE(w)) ? (T)CY_W_VALUE(w) : name##_any(w); \
    }
/* @op cy_w_to_int(cy_word w) -> int | minus1
 */
CY_DEFINE_W_TO(cy_w_to_int, int, cy_to_int)
/* @op cy_w_to_long(cy_word w) -> long | minus1
 */
CY_DEFINE_W_TO(cy_w_to_long, long, cy_to_long)
/* @op cy_w_to_longlong(cy_word w) -> long long | minus1
 */
CY_DEFINE_W_TO(cy_w_to_longlong, long long, cy_to_longlong)
/* @op cy_w_to_ssize(cy_word w) -> Py_ssize_t | minus1
 */
CY_DEFINE_W_TO(cy_w_to_ssize, Py_ssize_t, cy_to_ssize)
