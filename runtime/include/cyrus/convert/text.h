/* C strings. They are borrowed from the object that they come from. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_to_chars_size(object o, out Py_ssize_t n) -> char * | null
 * The bytes of a bytes object or bytearray. */
CY_FN char *cy_to_chars_size(PyObject *o, Py_ssize_t *n)
{
    char *p = NULL;
    if (PyByteArray_Check(o)) {
        *n = PyByteArray_GET_SIZE(o);
        return PyByteArray_AS_STRING(o);
    }
    return PyBytes_AsStringAndSize(o, &p, n) ? NULL : p;
}
/* @op cy_to_chars(object o) -> char * | null
 */
CY_FN char *cy_to_chars(PyObject *o)
{
    Py_ssize_t n;
    return cy_to_chars_size(o, &n);
}
/* @op cy_to_chars_utf8(object o, out Py_ssize_t n) -> const char * | null
 * The same; a str gives its UTF-8 (directive c_string_encoding=utf8). */
CY_FN const char *cy_to_chars_utf8(PyObject *o, Py_ssize_t *n)
{
    return PyUnicode_Check(o) ? PyUnicode_AsUTF8AndSize(o, n) : cy_to_chars_size(o, n);
}
/* @op cy_to_chars_ascii(object o, out Py_ssize_t n) -> const char * | null
 * The same; a str must be ASCII (directive c_string_encoding=ascii). */
CY_FN const char *cy_to_chars_ascii(PyObject *o, Py_ssize_t *n)
{
    if (PyUnicode_Check(o) && !PyUnicode_IS_ASCII(o)) {
        Py_XDECREF(PyUnicode_AsASCIIString(o));      /* it raises the error */
        return NULL;
    }
    return cy_to_chars_utf8(o, n);
}

/* @op cy_bytes_from(const char *s) -> object new | null
 */
CY_INLINE PyObject *cy_bytes_from(const char *s) { return PyBytes_FromString(s); }
/* @op cy_bytes_from_size(const char *s, Py_ssize_t n) -> object new | null
 */
CY_INLINE PyObject *cy_bytes_from_size(const char *s, Py_ssize_t n) { return PyBytes_FromStringAndSize(s, n); }
/* @op cy_bytearray_from_size(const char *s, Py_ssize_t n) -> object new | null
 */
CY_INLINE PyObject *cy_bytearray_from_size(const char *s, Py_ssize_t n) { return PyByteArray_FromStringAndSize(s, n); }
/* @op cy_str_from(const char *s) -> object new | null
 * From UTF-8. */
CY_INLINE PyObject *cy_str_from(const char *s) { return PyUnicode_FromString(s); }
/* @op cy_str_from_size(const char *s, Py_ssize_t n) -> object new | null
 */
CY_INLINE PyObject *cy_str_from_size(const char *s, Py_ssize_t n) { return PyUnicode_DecodeUTF8(s, n, NULL); }
/* @op cy_decode(const char *s, Py_ssize_t n, const char *encoding, const char *errors) -> object new | null
 * s[:n].decode(encoding, errors); NULL where one is missing. */
CY_FN PyObject *cy_decode(const char *s, Py_ssize_t n, const char *encoding, const char *errors)
{
    return !encoding ? PyUnicode_DecodeUTF8(s, n, errors) : PyUnicode_Decode(s, n, encoding, errors);
}
/* @op cy_decode_slice(const char *s, Py_ssize_t start, Py_ssize_t stop, int has, const char *encoding, const char *errors) -> object new | null
 * s[start:stop].decode(encoding, errors) of a C string; without a stop, or with negative bounds, its strlen is asked. has: 1 start, 2 stop. */
CY_FN PyObject *cy_decode_slice(const char *s, Py_ssize_t start, Py_ssize_t stop, int has, const char *encoding, const char *errors)
{
    if (!(has & 1)) start = 0;
    if (start < 0 || !(has & 2) || stop < 0) {
        Py_ssize_t n = (Py_ssize_t)strlen(s);
        if (start < 0 && (start += n) < 0) start = 0;
        if (!(has & 2)) stop = n;
        else if (stop < 0) stop += n;
    }
    return stop <= start ? PyUnicode_FromStringAndSize(NULL, 0) : cy_decode(s + start, stop - start, encoding, errors);
}

/* @op cy_strlen(const char *s) -> Py_ssize_t | never nogil
 * Its length up to the zero byte. */
CY_INLINE Py_ssize_t cy_strlen(const char *s) { return (Py_ssize_t)strlen(s); }

/* @op cy_chars_within(const char *s, Py_ssize_t n) -> Py_ssize_t | never nogil
 * The length of a C string in an array of n characters, which may be full, without a zero byte. */
CY_INLINE Py_ssize_t cy_chars_within(const char *s, Py_ssize_t n)
{
    const char *end = (const char *)memchr(s, 0, (size_t)n);
    return end ? end - s : n;
}

/* @op cy_chars_part(const char *s, Py_ssize_t start, Py_ssize_t stop, int open) -> object new | null
 * bytes from start to stop, or to the end of the string with `open`; negative bounds count from its end. */
CY_FN PyObject *cy_chars_part(const char *s, Py_ssize_t start, Py_ssize_t stop, int open)
{
    Py_ssize_t n = start < 0 || stop < 0 || open ? (Py_ssize_t)strlen(s) : 0;
    if (start < 0) start = start < -n ? 0 : start + n;
    if (open) stop = n;
    else if (stop < 0) stop = stop < -n ? 0 : stop + n;
    if (stop <= start) return PyBytes_FromStringAndSize("", 0);
    return PyBytes_FromStringAndSize(s + start, stop - start);
}
