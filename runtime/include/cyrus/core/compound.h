/* Constants that are made of others, and builtins that are looked up once. All return 0, or -1 with an exception.
 * @cold */
#pragma once
#include "cyrus/core/globals.h"

/* n complex numbers from pairs of doubles. */
CY_RARE int cy_make_complexes(PyObject **to, const double *v, int n)
{
    for (; n > 0; n--, v += 2)
        if (!(*to++ = PyComplex_FromDoubles(v[0], v[1]))) return -1;
    return 0;
}

/* n constants from s[at] on. A row is: 0 tuple, 1 frozenset, 2 slice; how many items; for each its index in s, or
 * None -1, True -2, False -3, Ellipsis -4, NotImplemented -5. */
CY_RARE int cy_make_compounds(PyObject **s, int at, const int *row, int n)
{
    PyObject *none[5], *t;
    int i;
    none[0] = Py_None;
    none[1] = Py_True;
    none[2] = Py_False;
    none[3] = Py_Ellipsis;
    none[4] = Py_NotImplemented;
    for (; n > 0; n--, at++, row += 2 + row[1]) {
        if (!(t = PyTuple_New(row[1]))) return -1;
        for (i = 0; i < row[1]; i++) PyTuple_SET_ITEM(t, i, cy_ref(row[i + 2] < 0 ? none[-1 - row[i + 2]] : s[row[i + 2]]));
        if (row[0] == 0) {
            s[at] = t;
            continue;
        }
        s[at] = row[0] == 1 ? PyFrozenSet_New(t) : PySlice_New(PyTuple_GET_ITEM(t, 0), PyTuple_GET_ITEM(t, 1), PyTuple_GET_ITEM(t, 2));
        Py_DECREF(t);
        if (!s[at]) return -1;
    }
    return 0;
}

/* n builtins from NUL-terminated names. */
CY_RARE int cy_make_builtins(PyObject **to, const char *name, int n)
{
    PyObject *s;
    for (; n > 0; n--, name += strlen(name) + 1) {
        if (!(s = PyUnicode_InternFromString(name))) return -1;
        *to = cy_builtin(s);
        Py_DECREF(s);
        if (!*to++) return -1;
    }
    return 0;
}
