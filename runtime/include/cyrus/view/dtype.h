/* Element types of views. */
#pragma once
#include "cyrus/core/prelude.h"

/* kind: i u f c signed, unsigned, floating, complex; H char; O object; P pointer; S struct.
 * num, num2: NumPy's type numbers, -1 if none (two, as int and long or long and long long share a size). */
typedef struct cy_dtype {
    const char *name, *format;                  /* as errors name it; as PEP 3118 spells it */
    const struct cy_field *fields;              /* of a struct, ended by a NULL name */
    Py_ssize_t size;
    char kind;
    signed char num, num2;
} cy_dtype;
typedef struct cy_field {
    const char *name;
    const cy_dtype *type;
    Py_ssize_t offset, count;                   /* count: items of an array member, else 1 */
} cy_field;

#define CY_IS_UNSIGNED(T) ((T)-1 > (T)1)
#define CY_NUMPY_INT(T) (sizeof(T) == 1 ? 1 : sizeof(T) == 2 ? 3 : sizeof(T) == 4 ? 5 : 9)
#define CY_NUMPY_INT2(T) (sizeof(T) == sizeof(long) ? 7 : CY_NUMPY_INT(T))
#define CY_FORMAT_INT(T) \
    (CY_IS_UNSIGNED(T) ? sizeof(T) == 1 ? "B" : sizeof(T) == 2 ? "H" : sizeof(T) == sizeof(long) ? "L" : sizeof(T) == 4 ? "I" : "Q" \
                       : sizeof(T) == 1 ? "b" : sizeof(T) == 2 ? "h" : sizeof(T) == sizeof(long) ? "l" : sizeof(T) == 4 ? "i" : "q")
/* Initialisers of a descriptor: any integer type by its size and sign (unsigned char is also NumPy's bool), and others. */
#define CY_DTYPE_INT(T, name) \
    {name, CY_FORMAT_INT(T), NULL, sizeof(T), CY_IS_UNSIGNED(T) ? 'u' : 'i', CY_NUMPY_INT(T) + CY_IS_UNSIGNED(T), \
     sizeof(T) == 1 ? CY_IS_UNSIGNED(T) ? 0 : 1 : CY_NUMPY_INT2(T) + CY_IS_UNSIGNED(T)}
#define CY_DTYPE_FLOAT(T, name) \
    {name, sizeof(T) == 4 ? "f" : sizeof(T) == 8 ? "d" : "g", NULL, sizeof(T), 'f', sizeof(T) == 4 ? 11 : sizeof(T) == 8 ? 12 : 13, \
     sizeof(T) == 4 ? 11 : sizeof(T) == sizeof(long double) ? 13 : 12}
#define CY_DTYPE_HALF(name) {name, "e", NULL, 2, 'f', 23, 23}
#define CY_DTYPE_COMPLEX(T, name) \
    {name, sizeof(T) == 8 ? "Zf" : sizeof(T) == 16 ? "Zd" : "Zg", NULL, sizeof(T), 'c', sizeof(T) == 8 ? 14 : sizeof(T) == 16 ? 15 : 16, \
     sizeof(T) == 8 ? 14 : sizeof(T) == 2 * sizeof(long double) ? 16 : 15}
/* An int that is a truth (bint), which its second number says. */
#define CY_TRUTH -2
#define CY_DTYPE_TRUTH(T, name) {name, "i", NULL, sizeof(T), 'i', CY_NUMPY_INT(T), CY_TRUTH}
#define CY_IS_TRUTH(t) ((t)->num2 == CY_TRUTH)
/* An int64 that counts units of time: datetime64 (number 21) or timedelta64 (22) of NumPy; and NumPy's letter of such a type, else 0. */
#define CY_DTYPE_TIMES(T, name, number) {name, CY_FORMAT_INT(T), NULL, sizeof(T), 'i', number, CY_NUMPY_INT2(T)}
#define CY_TIMES(t) ((t)->num == 21 ? 'M' : (t)->num == 22 ? 'm' : 0)
#define CY_DTYPE_STRUCT(T, name, format, fields) {name, format, fields, sizeof(T), 'S', -1, -1}
#define CY_DTYPE_POINTER(name) {name, "P", NULL, sizeof(void *), 'P', -1, -1}

CY_UNUSED static const cy_dtype cy_dtype_double = CY_DTYPE_FLOAT(double, "double");
CY_UNUSED static const cy_dtype cy_dtype_float = CY_DTYPE_FLOAT(float, "float");
CY_UNUSED static const cy_dtype cy_dtype_half = CY_DTYPE_HALF("float16");
CY_UNUSED static const cy_dtype cy_dtype_longdouble = CY_DTYPE_FLOAT(long double, "long double");
CY_UNUSED static const cy_dtype cy_dtype_schar = CY_DTYPE_INT(signed char, "signed char");
CY_UNUSED static const cy_dtype cy_dtype_uchar = CY_DTYPE_INT(unsigned char, "unsigned char");
CY_UNUSED static const cy_dtype cy_dtype_short = CY_DTYPE_INT(short, "short");
CY_UNUSED static const cy_dtype cy_dtype_ushort = CY_DTYPE_INT(unsigned short, "unsigned short");
CY_UNUSED static const cy_dtype cy_dtype_int = CY_DTYPE_INT(int, "int");
CY_UNUSED static const cy_dtype cy_dtype_uint = CY_DTYPE_INT(unsigned int, "unsigned int");
CY_UNUSED static const cy_dtype cy_dtype_long = CY_DTYPE_INT(long, "long");
CY_UNUSED static const cy_dtype cy_dtype_ulong = CY_DTYPE_INT(unsigned long, "unsigned long");
CY_UNUSED static const cy_dtype cy_dtype_longlong = CY_DTYPE_INT(long long, "long long");
CY_UNUSED static const cy_dtype cy_dtype_ulonglong = CY_DTYPE_INT(unsigned long long, "unsigned long long");
CY_UNUSED static const cy_dtype cy_dtype_ssize = CY_DTYPE_INT(Py_ssize_t, "Py_ssize_t");
CY_UNUSED static const cy_dtype cy_dtype_size = CY_DTYPE_INT(size_t, "size_t");
CY_UNUSED static const cy_dtype cy_dtype_char = {"char", "c", NULL, 1, 'H', 1, 2};
CY_UNUSED static const cy_dtype cy_dtype_object = {"Python object", "O", NULL, sizeof(PyObject *), 'O', 17, 17};
