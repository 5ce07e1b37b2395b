/* Characters. */
#pragma once
#include "cyrus/convert/int.h"

/* @op cy_to_ucs4(object o) -> Py_UCS4 | minus1
 * From a str of one character, or an int. */
CY_FN Py_UCS4 cy_to_ucs4(PyObject *o)
{
    long long v;
    if (PyUnicode_Check(o)) {
        if (PyUnicode_GET_LENGTH(o) == 1) return PyUnicode_READ_CHAR(o, 0);
        PyErr_Format(PyExc_ValueError, "only single character unicode strings can be converted to Py_UCS4, got length %zd", PyUnicode_GET_LENGTH(o));
        return (Py_UCS4)-1;
    }
    v = cy_to_signed(o, CY_SMAX(long), "Py_UCS4");
    if (v >= 0 && v <= 0x10ffff) return (Py_UCS4)v;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_OverflowError, v < 0 ? "cannot convert negative value to Py_UCS4" : "value too large to convert to Py_UCS4");
    return (Py_UCS4)-1;
}
/* @op cy_from_ucs4(Py_UCS4 c) -> object new | null
 */
CY_INLINE PyObject *cy_from_ucs4(Py_UCS4 c) { return PyUnicode_FromOrdinal((int)c); }

/* @op cy_byte(long c) -> object new | null
 * A bytes object of one byte. */
CY_FN PyObject *cy_byte(long c)
{
    char byte = (char)c;
    if (c >= -128 && c <= 255) return PyBytes_FromStringAndSize(&byte, 1);
    PyErr_SetString(PyExc_OverflowError, "value too large to pack into a byte");
    return NULL;
}

/* @op cy_byte_of(object o) -> int | neg
 * The byte of a bytes object of length 1. */
CY_FN int cy_byte_of(PyObject *o)
{
    if (PyBytes_Check(o) && PyBytes_GET_SIZE(o) == 1) return (unsigned char)PyBytes_AS_STRING(o)[0];
    PyErr_Format(PyExc_ValueError, "only single character bytes can be converted to char");
    return -1;
}
