/* ints from C integers. */
#pragma once
#include "cyrus/convert/int.h"

/* @op cy_from_long(long v) -> object new | null
 */
CY_INLINE PyObject *cy_from_long(long v) { return PyLong_FromLong(v); }
/* @op cy_from_ulong(unsigned long v) -> object new | null
 */
CY_INLINE PyObject *cy_from_ulong(unsigned long v) { return PyLong_FromUnsignedLong(v); }
/* @op cy_from_longlong(long long v) -> object new | null
 */
CY_INLINE PyObject *cy_from_longlong(long long v) { return PyLong_FromLongLong(v); }
/* @op cy_from_ulonglong(unsigned long long v) -> object new | null
 */
CY_INLINE PyObject *cy_from_ulonglong(unsigned long long v) { return PyLong_FromUnsignedLongLong(v); }
/* @op cy_from_ssize(Py_ssize_t v) -> object new | null
 */
CY_INLINE PyObject *cy_from_ssize(Py_ssize_t v) { return PyLong_FromSsize_t(v); }
/* @op cy_from_size(size_t v) -> object new | null
 */
CY_INLINE PyObject *cy_from_size(size_t v) { return PyLong_FromSize_t(v); }
