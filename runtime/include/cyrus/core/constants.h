/* The constants of a module, made in loops over tables. All return 0, or -1 with an exception.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"

/* n interned strings from a text of NUL-terminated UTF-8 pieces. */
CY_RARE int cy_make_names(PyObject **to, const char *text, int n)
{
    for (; n > 0; n--, text += strlen(text) + 1)
        if (!(*to++ = PyUnicode_InternFromString(text))) return -1;
    return 0;
}

typedef struct { const char *text; Py_ssize_t size; } cy_piece;

/* n strings that are not interned: with NUL or lone surrogates (encoded as three bytes each), or long. */
CY_RARE int cy_make_strings(PyObject **to, const cy_piece *p, int n)
{
    for (; n > 0; n--, p++)
        if (!(*to++ = PyUnicode_DecodeUTF8(p->text, p->size, "surrogatepass"))) return -1;
    return 0;
}

/* n bytes objects. */
CY_RARE int cy_make_bytes(PyObject **to, const cy_piece *p, int n)
{
    for (; n > 0; n--, p++)
        if (!(*to++ = PyBytes_FromStringAndSize(p->text, p->size))) return -1;
    return 0;
}

/* n ints. */
CY_RARE int cy_make_ints(PyObject **to, const long long *v, int n)
{
    for (; n > 0; n--)
        if (!(*to++ = PyLong_FromLongLong(*v++))) return -1;
    return 0;
}

/* n ints of any size from NUL-terminated pieces of hexadecimal digits with an optional sign (decimal ones have a length limit). */
CY_RARE int cy_make_big_ints(PyObject **to, const char *text, int n)
{
    for (; n > 0; n--, text += strlen(text) + 1)
        if (!(*to++ = PyLong_FromString(text, NULL, 16))) return -1;
    return 0;
}

/* n floats. */
CY_RARE int cy_make_floats(PyObject **to, const double *v, int n)
{
    for (; n > 0; n--)
        if (!(*to++ = PyFloat_FromDouble(*v++))) return -1;
    return 0;
}

/* n imaginary numbers. */
CY_RARE int cy_make_imaginary(PyObject **to, const double *v, int n)
{
    for (; n > 0; n--)
        if (!(*to++ = PyComplex_FromDoubles(0.0, *v++))) return -1;
    return 0;
}
