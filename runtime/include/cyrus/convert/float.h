/* Floating point and complex numbers. */
#pragma once
#include "cyrus/compat/long.h"

/* @op cy_same_double(double a, double b) -> int | never nogil pure
 * Equality in which NaN is itself. */
CY_INLINE int cy_same_double(double a, double b) { return a == b || (a != a && b != b); }
/* The slow part of cy_to_double. What it asks may ask again: it counts itself, so that a function that does no more need not. */
CY_FN double cy_to_double_any(PyObject *o)
{
    double d;
    Py_ssize_t x = 0;
    if (cy_small(o, &x)) return (double)x;
    if (Py_EnterRecursiveCall("")) return -1;
    d = PyFloat_AsDouble(o);
    Py_LeaveRecursiveCall();
    return d;
}
/* @op cy_to_double(object o) -> double | minus1
 */
CY_INLINE double cy_to_double(PyObject *o)
{
    return CY_LIKELY(PyFloat_CheckExact(o)) ? PyFloat_AS_DOUBLE(o) : cy_to_double_any(o);
}
/* @op cy_to_float(object o) -> float | minus1
 */
CY_INLINE float cy_to_float(PyObject *o) { return (float)cy_to_double(o); }
/* @op cy_from_double(double v) -> object new | null
 */
CY_INLINE PyObject *cy_from_double(double v) { return PyFloat_FromDouble(v); }

/* @op cy_to_complex(object o, out double real, out double imag) -> int | neg
 */
CY_FN int cy_to_complex(PyObject *o, double *real, double *imag)
{
    Py_complex c = PyComplex_AsCComplex(o);
    *real = c.real;
    *imag = c.imag;
    return c.real == -1.0 && PyErr_Occurred() ? -1 : 0;
}
/* @op cy_from_complex(double real, double imag) -> object new | null
 */
CY_INLINE PyObject *cy_from_complex(double real, double imag) { return PyComplex_FromDoubles(real, imag); }
