/* The pieces of f-strings, and how they are joined.
 *
 * A piece is a str, an exact int or the int of a word: formatting an int runs no code of others and fails for none that small, so
 * that it need not be a str before the whole is made, once and as long as it will be. */
#pragma once
#include "cyrus/object/string.h"
#include "cyrus/object/word.h"

/* So many characters an int has in decimal. */
CY_FN Py_ssize_t cy_digits(Py_ssize_t v)
{
    size_t u = v < 0 ? 0 - (size_t)v : (size_t)v;
    Py_ssize_t n = v < 0 ? 2 : 1;
    while (u >= 100) {
        u /= 100;
        n += 2;
    }
    return n + (u >= 10);
}

/* Writes them so that they end before end. */
CY_FN void cy_write_digits(char *end, Py_ssize_t v)
{
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    size_t u = v < 0 ? 0 - (size_t)v : (size_t)v;
    while (u >= 100) {
        end -= 2;
        memcpy(end, pairs + u % 100 * 2, 2);
        u /= 100;
    }
    if (u >= 10) {
        end -= 2;
        memcpy(end, pairs + u * 2, 2);
    } else {
        *--end = (char)('0' + u);
    }
    if (v < 0) *--end = '-';
}

/* str(v) */
CY_FN PyObject *cy_decimal(Py_ssize_t v)
{
    PyObject *r;
    Py_ssize_t n = cy_digits(v);
    if ((size_t)v < 10) {
        char c = (char)('0' + v);
        return PyUnicode_FromStringAndSize(&c, 1);
    }
    if ((r = PyUnicode_New(n, 127))) cy_write_digits((char *)PyUnicode_1BYTE_DATA(r) + n, v);
    return r;
}

/* @op cy_text_piece(object o) -> object new | null consumes
 * f"{o}" as a piece. */
CY_FN PyObject *cy_text_piece(PyObject *o, int own)
{
    Py_ssize_t v;
    PyObject *r = PyUnicode_CheckExact(o) || cy_small(o, &v) ? cy_ref(o) : cy_format_simple(o, 0);
    CY_OWN1(o);
    return r;
}
/* @op cy_w_text_piece(cy_word o) -> cy_word | null
 * The same of a word. */
CY_INLINE cy_word cy_w_text_piece(cy_word o) { return CY_W_INT(o) ? o : cy_text_piece(o, 0); }
/* @op cy_w_format(cy_word o) -> object new | null
 * f"{o}" of a word. */
CY_FN PyObject *cy_w_format(cy_word o) { return CY_W_INT(o) ? cy_decimal(CY_W_VALUE(o)) : cy_format_simple(o, 0); }
/* @op cy_w_str(cy_word o) -> object new | null
 * str(o) of a word. */
CY_FN PyObject *cy_w_str(cy_word o) { return CY_W_INT(o) ? cy_decimal(CY_W_VALUE(o)) : cy_str(o, 0); }

/* @op cy_join(object* parts, Py_ssize_t n) -> object new | null consumes
 * "".join(parts) of pieces. */
CY_FN PyObject *cy_join(PyObject *const *parts, Py_ssize_t n, int own)
{
    Py_ssize_t i, v, length = 0;
    Py_UCS4 widest = 127;
    PyObject *r;
    char *to;
    int kind;
    for (i = 0; i < n; i++) {
        if (cy_w_small(parts[i], &v)) {
            length += cy_digits(v);
        } else {
            Py_UCS4 c = PyUnicode_MAX_CHAR_VALUE(parts[i]);
            length += PyUnicode_GET_LENGTH(parts[i]);
            if (c > widest) widest = c;
        }
    }
    if ((r = PyUnicode_New(length, widest))) {
        kind = PyUnicode_KIND(r);
        to = (char *)PyUnicode_DATA(r);
        for (i = 0; i < n; i++) {
            if (cy_w_small(parts[i], &v)) {
                length = cy_digits(v);
                if (kind == 1) {
                    cy_write_digits(to + length, v);
                } else {
                    char text[24];
                    Py_ssize_t k;
                    cy_write_digits(text + length, v);
                    for (k = 0; k < length; k++) PyUnicode_WRITE(kind, to, k, text[k]);
                }
            } else {
                length = PyUnicode_GET_LENGTH(parts[i]);
                if (PyUnicode_KIND(parts[i]) == kind)
                    memcpy(to, PyUnicode_DATA(parts[i]), (size_t)(length * kind));
                else if (PyUnicode_CopyCharacters(r, (to - (char *)PyUnicode_DATA(r)) / kind, parts[i], 0, length) < 0)
                    break;
            }
            to += length * kind;
        }
        if (i < n) Py_CLEAR(r);
    }
    for (i = 0; own; i++, own = (int)((unsigned)own >> 1)) {
        if (own & 1) cy_w_drop(parts[i]);
    }
    return r;
}
