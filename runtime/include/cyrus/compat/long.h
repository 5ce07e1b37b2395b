/* The inside of Python integers, which changed in 3.12. */
#pragma once
#include "cyrus/core/prelude.h"

/* Whether o is exactly an int of at most one digit (30 bits, or 15 where Python is built so); its value goes to *v. */
CY_INLINE int cy_small(PyObject *o, Py_ssize_t *v)
{
    if (Py_TYPE(o) != &PyLong_Type) return 0;
#if PY_VERSION_HEX >= 0x030C0000
    if (!PyUnstable_Long_IsCompact((PyLongObject *)o)) return 0;
    *v = PyUnstable_Long_CompactValue((PyLongObject *)o);
#else
    if ((size_t)Py_SIZE(o) + 1 > 2) return 0;
    *v = Py_SIZE(o) * (Py_ssize_t)((PyLongObject *)o)->ob_digit[0];
#endif
    return 1;
}
