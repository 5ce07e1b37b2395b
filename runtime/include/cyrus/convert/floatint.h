/* A C double as a Python int. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_int_of_double(double x) -> object new | null
 * int(x): exact; OverflowError for infinities, ValueError for NaN. */
CY_FN PyObject *cy_int_of_double(double x)
{
    return PyLong_FromDouble(x);
}
