/* Items of views as objects and back, by their element type.
 * @cold */
#pragma once
#include "cyrus/convert/float.h"
#include "cyrus/convert/half.h"
#include "cyrus/convert/toint.h"
#include "cyrus/view/dtype.h"

/* The item at p, a new reference; a struct is a dict, an array in it a list. */
CY_RARE PyObject *cy_item_get(const cy_dtype *t, const char *p)
{
    union { signed char b; short h; int i; long long q; unsigned char B; unsigned short H; unsigned int U; unsigned long long Q;
            float f[2]; double d[2]; long double g[2]; PyObject *o; } x;
    const cy_field *f;
    PyObject *r, *v, *list;
    Py_ssize_t k;
    if (t->kind != 'S') memcpy(&x, p, (size_t)t->size);
    switch (t->kind) {
    case 'i': case 'H':
        if (t->kind == 'H' && CY_UNSIGNED(char)) return PyLong_FromLong(x.B);
        if (CY_IS_TRUTH(t)) return PyBool_FromLong(x.i != 0);
        return PyLong_FromLongLong(t->size == 1 ? x.b : t->size == 2 ? x.h : t->size == 4 ? x.i : x.q);
    case 'u': return PyLong_FromUnsignedLongLong(t->size == 1 ? x.B : t->size == 2 ? x.H : t->size == 4 ? x.U : x.Q);
    case 'f': return PyFloat_FromDouble(t->size == 2 ? (double)cy_half_get(x.H) : t->size == 4 ? (double)x.f[0] : t->size == 8 ? x.d[0] : (double)x.g[0]);
    case 'c':
        if (t->size == 8) return PyComplex_FromDoubles((double)x.f[0], (double)x.f[1]);
        return t->size == 16 ? PyComplex_FromDoubles(x.d[0], x.d[1]) : PyComplex_FromDoubles((double)x.g[0], (double)x.g[1]);
    case 'O': return cy_ref(x.o ? x.o : Py_None);
    case 'S': break;
    default: return PyErr_Format(PyExc_TypeError, "items of type '%s' have no Python object", t->name);
    }
    if (!(r = PyDict_New())) return NULL;
    for (f = t->fields; f->name; f++) {
        if (f->count == 1) {
            v = cy_item_get(f->type, p + f->offset);
        } else if ((v = list = PyList_New(f->count))) {
            for (k = 0; v && k < f->count; k++) {
                PyObject *one = cy_item_get(f->type, p + f->offset + k * f->type->size);
                if (one) PyList_SET_ITEM(list, k, one);
                else Py_CLEAR(v);
            }
        }
        if (!v || PyDict_SetItemString(r, f->name, v)) Py_CLEAR(r);
        Py_XDECREF(v);
        if (!r) return NULL;
    }
    return r;
}

/* Stores o as the item at p. 0 or -1. */
CY_RARE int cy_item_set(const cy_dtype *t, char *p, PyObject *o)
{
    union { signed char b; short h; int i; long long q; unsigned char B; unsigned short H; unsigned int U; unsigned long long Q;
            float f[2]; double d[2]; long double g[2]; } x;
    const cy_field *f;
    PyObject *v;
    Py_ssize_t k;
    double re, im;
    int bad;
    switch (t->kind) {
    case 'i': case 'H': {
        long long w = CY_IS_TRUTH(t) ? PyObject_IsTrue(o) : cy_to_signed(o, (long long)(~0ULL >> (8 * (8 - t->size) + 1)), t->name);
        if (w == -1 && PyErr_Occurred()) return -1;
        if (t->size == 1) x.b = (signed char)w;
        else if (t->size == 2) x.h = (short)w;
        else if (t->size == 4) x.i = (int)w;
        else x.q = w;
        break;
    }
    case 'u': {
        unsigned long long w = cy_to_unsigned(o, ~0ULL >> (8 * (8 - t->size)), t->name);
        if (w == (unsigned long long)-1 && PyErr_Occurred()) return -1;
        if (t->size == 1) x.B = (unsigned char)w;
        else if (t->size == 2) x.H = (unsigned short)w;
        else if (t->size == 4) x.U = (unsigned int)w;
        else x.Q = w;
        break;
    }
    case 'f':
        re = cy_to_double(o);
        if (re == -1.0 && PyErr_Occurred()) return -1;
        if (t->size == 2) x.H = cy_half_of(re);
        else if (t->size == 4) x.f[0] = (float)re;
        else if (t->size == 8) x.d[0] = re;
        else x.g[0] = re;
        break;
    case 'c':
        if (cy_to_complex(o, &re, &im)) return -1;
        if (t->size == 8) { x.f[0] = (float)re; x.f[1] = (float)im; }
        else if (t->size == 16) { x.d[0] = re; x.d[1] = im; }
        else { x.g[0] = re; x.g[1] = im; }
        break;
    case 'O':
        v = *(PyObject **)p;
        *(PyObject **)p = cy_ref(o);
        Py_XDECREF(v);
        return 0;
    case 'S':
        for (f = t->fields; f->name; f++) {
            v = PyDict_Check(o) ? PyMapping_GetItemString(o, f->name) : PySequence_GetItem(o, f - t->fields);
            bad = !v;
            for (k = 0; !bad && k < f->count; k++) {
                PyObject *one = f->count == 1 ? cy_ref(v) : PySequence_GetItem(v, k);
                bad = !one || cy_item_set(f->type, p + f->offset + k * f->type->size, one);
                Py_XDECREF(one);
            }
            Py_XDECREF(v);
            if (bad) return -1;
        }
        return 0;
    default:
        PyErr_Format(PyExc_TypeError, "items of type '%s' cannot be set from Python", t->name);
        return -1;
    }
    memcpy(p, &x, (size_t)t->size);
    return 0;
}
