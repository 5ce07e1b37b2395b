/* C numbers and strings from and to objects; C arithmetic. */
#include "harness.h"
#include "cyrus/arith/complex.h"
#include "cyrus/arith/divide.h"
#include "cyrus/arith/overflow.h"
#include "cyrus/arith/pack.h"
#include "cyrus/arith/power.h"
#include "cyrus/convert/char.h"
#include "cyrus/convert/float.h"
#include "cyrus/convert/half.h"
#include "cyrus/convert/openint.h"
#include "cyrus/convert/text.h"
#include "cyrus/convert/toint.h"

#define INT(name, T) WRAP(name, T v = name(a[0]); if (v == (T)-1 && PyErr_Occurred()) return NULL; return CY_FROM_INTEGER(T, v);)
INT(cy_to_char, char) INT(cy_to_schar, signed char) INT(cy_to_uchar, unsigned char) INT(cy_to_short, short) INT(cy_to_ushort, unsigned short) INT(cy_to_int, int)
INT(cy_to_uint, unsigned) INT(cy_to_long, long) INT(cy_to_ulong, unsigned long) INT(cy_to_longlong, long long) INT(cy_to_ulonglong, unsigned long long)
INT(cy_to_size, size_t) INT(cy_to_ssize, Py_ssize_t)
WRAP(i128, __int128 v = cy_to_int128(a[0], "i128"); if (v == -1 && PyErr_Occurred()) return NULL; return cy_from_int128(v);)
WRAP(u128, unsigned __int128 v = cy_to_uint128(a[0], "u128"); if (v == (unsigned __int128)-1 && PyErr_Occurred()) return NULL; return cy_from_uint128(v);)
WRAP(cy_to_double, double v = cy_to_double(a[0]); if (v == -1 && PyErr_Occurred()) return NULL; return cy_from_double(v);)
WRAP(cy_to_complex, double x; double y; if (cy_to_complex(a[0], &x, &y)) return NULL; return cy_from_complex(x, y);)
WRAP(cy_to_ucs4, Py_UCS4 v = cy_to_ucs4(a[0]); if (v == (Py_UCS4)-1 && PyErr_Occurred()) return NULL; return cy_from_ucs4(v);)
WRAP(cy_to_chars, Py_ssize_t k; char *p = cy_to_chars_size(a[0], &k); return p ? cy_bytes_from_size(p, k) : NULL;)
WRAP(cy_to_chars_ascii, Py_ssize_t k; const char *p = cy_to_chars_ascii(a[0], &k); return p ? cy_bytes_from_size(p, k) : NULL;)
WRAP(decode, return cy_decode_slice(PyBytes_AS_STRING(a[0]), PyLong_AsSsize_t(a[1]), PyLong_AsSsize_t(a[2]), (int)PyLong_AsLong(a[3]), NULL, NULL);)
WRAP(divide, long x = PyLong_AsLong(a[0]); long y = PyLong_AsLong(a[1]); return Py_BuildValue("iiillinni", cy_floordiv_int((int)x, (int)y), cy_mod_int((int)x, (int)y), cy_divides_int((int)x, (int)y), cy_floordiv_long(x, y), cy_mod_long(x, y), cy_divides_long(x, y), cy_floordiv_ssize(x, y), cy_mod_ssize(x, y), cy_divides_ssize(x, y));)
WRAP(fdivide, double x = PyFloat_AsDouble(a[0]); double y = PyFloat_AsDouble(a[1]); return Py_BuildValue("dd", cy_floordiv_double(x, y), cy_mod_double(x, y));)
WRAP(power, return PyLong_FromLongLong(cy_pow_signed(PyLong_AsLongLong(a[0]), PyLong_AsLongLong(a[1])));)
WRAP(over, int r; int q; int w; int x = (int)PyLong_AsLong(a[0]); int y = (int)PyLong_AsLong(a[1]);
    return Py_BuildValue("iii", CY_ADD_OVERFLOWS(int, x, y, &r), CY_SUB_OVERFLOWS(int, x, y, &q), CY_MUL_OVERFLOWS(int, x, y, &w));)
WRAP(divover, int x = (int)PyLong_AsLong(a[0]); int y = (int)PyLong_AsLong(a[1]); return PyLong_FromLong(CY_DIVISION_OVERFLOWS(int, x, y));)
WRAP(cmul, double p; double q; double r; double s; cy_cdouble z; cy_to_complex(a[0], &p, &q); cy_to_complex(a[1], &r, &s);
    z = cy_cdouble_div(cy_cdouble_mul(cy_cdouble_make(p, q), cy_cdouble_make(r, s)), cy_cdouble_make(r, s)); return cy_from_complex(z.real, z.imag);)
WRAP(cpow, double p; double q; double r; double s; cy_cdouble z; cy_to_complex(a[0], &p, &q); cy_to_complex(a[1], &r, &s);
    z = cy_cdouble_pow(cy_cdouble_make(p, q), cy_cdouble_make(r, s)); return cy_from_complex(z.real, z.imag);)
WRAP(half_get, return PyFloat_FromDouble((double)cy_half_get((cy_half)PyLong_AsLong(a[0])));)
WRAP(half_of, return PyLong_FromLong(cy_half_of(PyFloat_AsDouble(a[0])));)
/* The doubles (floats) of a bytes object that stand so to a bound. */
WRAP(pack_doubles, cy_pack_doubles room; Py_ssize_t k = cy_pack_double(&room, (const double *)PyBytes_AS_STRING(a[0]), PyFloat_AsDouble(a[1]), (int)PyLong_AsLong(a[2]), PyBytes_GET_SIZE(a[0]) / 8);
    return PyBytes_FromStringAndSize((const char *)room, 8 * k);)
WRAP(pack_floats, cy_pack_floats room; Py_ssize_t k = cy_pack_float(&room, (const float *)PyBytes_AS_STRING(a[0]), (float)PyFloat_AsDouble(a[1]), (int)PyLong_AsLong(a[2]), PyBytes_GET_SIZE(a[0]) / 4);
    return PyBytes_FromStringAndSize((const char *)room, 4 * k);)

static PyMethodDef rows[] = {
    ROW(cy_to_char), ROW(cy_to_schar), ROW(cy_to_uchar), ROW(cy_to_short), ROW(cy_to_ushort), ROW(cy_to_int), ROW(cy_to_uint), ROW(cy_to_long), ROW(cy_to_ulong),
    ROW(cy_to_longlong), ROW(cy_to_ulonglong), ROW(cy_to_size), ROW(cy_to_ssize), ROW(i128), ROW(u128), ROW(cy_to_double), ROW(cy_to_complex), ROW(cy_to_ucs4),
    ROW(cy_to_chars), ROW(cy_to_chars_ascii), ROW(decode), ROW(divide), ROW(fdivide), ROW(power), ROW(over), ROW(divover), ROW(cmul), ROW(cpow),
    ROW(half_get), ROW(half_of), ROW(pack_doubles), ROW(pack_floats), {NULL, NULL, 0, NULL}};
MODULE(cyrus_convert, 0)
