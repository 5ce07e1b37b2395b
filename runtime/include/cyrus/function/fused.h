/* The face of a fused function: a mapping from keys to its specialisations, which can be called.
 *
 * A key is the types joined by '|': "int|double". A call takes the specialisation whose types are those of the arguments;
 * the first arguments that the types could be of are looked at, in order. */
#pragma once
#include "cyrus/compat/type.h"

typedef struct {
    PyObject_HEAD
    PyObject *all;                              /* key to function, in order */
    PyObject *dict;
} cy_fused_object;
CY_STATE(PyObject *, fused_type);

CY_RARE void cy_fused_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    Py_XDECREF(((cy_fused_object *)o)->all);
    Py_XDECREF(((cy_fused_object *)o)->dict);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}
CY_RARE int cy_fused_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(((cy_fused_object *)o)->all);
    Py_VISIT(((cy_fused_object *)o)->dict);
    return 0;
}

/* How well an argument fits a type's name of n characters: 0 not, 3 exactly. -1 on error. */
CY_RARE int cy_fused_fit(PyObject *o, const char *name, size_t n)
{
    static const char *const ints[] = {"long", "long long", "Py_ssize_t", "int", "short", "size_t", "unsigned long", "unsigned long long", "unsigned int",
                                       "unsigned short", "char", "signed char", "unsigned char", "ssize_t", "ptrdiff_t", "Py_hash_t", "bint", NULL};
    const char *bracket = (const char *)memchr(name, '[', n);
    const char *own;
    size_t i;
    if (bracket) {
        char format = 0;
        Py_ssize_t size = 0;
        int rank = 1, r = 0;
        Py_buffer view;
        const char *p;
        size_t k = (size_t)(bracket - name);
        if (o == Py_None) return 1;
        if (!PyObject_CheckBuffer(o)) return 0;
        if (PyObject_GetBuffer(o, &view, PyBUF_FORMAT | PyBUF_STRIDES)) return PyErr_Clear(), 0;
        for (p = bracket; p < name + n; p++) rank += *p == ',';
        if (k > 6 && !memcmp(name, "const ", 6)) { name += 6; k -= 6; }
        format = view.format ? view.format[strcspn(view.format, "?bBhHiIlLqQefdgZO")] : 'B';
        if (k == 6 && !memcmp(name, "double", k)) r = format == 'd';
        else if (k == 5 && !memcmp(name, "float", k)) r = format == 'f';
        else if (k > 7 && !memcmp(name + k - 7, "complex", 7)) r = format == 'Z';
        else {
            int is_unsigned = k > 8 && !memcmp(name, "unsigned", 8);
            size = k >= 9 && !memcmp(name + k - 9, "long long", 9) ? (Py_ssize_t)sizeof(long long) : k >= 4 && !memcmp(name + k - 4, "long", 4) ? (Py_ssize_t)sizeof(long)
                : k >= 5 && !memcmp(name + k - 5, "short", 5) ? (Py_ssize_t)sizeof(short) : k >= 4 && !memcmp(name + k - 4, "char", 4) ? 1
                : k >= 3 && !memcmp(name + k - 3, "int", 3) ? (Py_ssize_t)sizeof(int) : (Py_ssize_t)sizeof(Py_ssize_t);
            if (strchr(is_unsigned ? "BHILQ" : "bhilq", format) && format) r = view.itemsize == size;
        }
        r = r && view.ndim == rank ? 3 : 0;
        PyBuffer_Release(&view);
        return r;
    }
    own = Py_TYPE(o)->tp_name;
    if ((own = strrchr(own, '.'))) own++;
    else own = Py_TYPE(o)->tp_name;
    if (strlen(own) == n && !memcmp(own, name, n) && !PyLong_Check(o) && !PyFloat_Check(o)) return 3;
    if (PyFloat_Check(o)) return n == 6 && !memcmp(name, "double", n) ? 3 : n == 5 && !memcmp(name, "float", n) ? 2 : n == 11 && !memcmp(name, "long double", n) ? 1 : 0;
    if (PyComplex_Check(o)) return n > 7 && !memcmp(name + n - 7, "complex", 7) ? 3 : 0;
    if (PyLong_Check(o)) {
        for (i = 0; ints[i]; i++)
            if (strlen(ints[i]) == n && !memcmp(ints[i], name, n)) return i ? 2 : 3;
        return 0;
    }
    if (n == 6 && !memcmp(name, "object", n)) return 1;
    return 0;
}

/* The specialisation for a call, borrowed. */
CY_RARE PyObject *cy_fused_find(PyObject *all, PyObject *args)
{
    PyObject *key, *v, *best = NULL;
    Py_ssize_t at = 0;
    int most = -1, twice = 0;
    while (PyDict_Next(all, &at, &key, &v)) {
        const char *p = PyUnicode_AsUTF8(key);
        Py_ssize_t i = 0;
        int sum = 0, fits = 1;
        if (!p) return NULL;
        while (fits) {
            size_t n = strcspn(p, "|");
            int c = 0;
            while (i < PyTuple_GET_SIZE(args) && !(c = cy_fused_fit(PyTuple_GET_ITEM(args, i), p, n))) {
                /* an argument that no type of this place can be of is not of a fused type */
                PyObject *k, *w;
                Py_ssize_t j = 0;
                int any = 0;
                while (!any && PyDict_Next(all, &j, &k, &w)) {
                    const char *q = PyUnicode_AsUTF8(k);
                    size_t skip;
                    const char *first = PyUnicode_AsUTF8(key);
                    if (!q || !first) return NULL;
                    for (; first < p; first++)
                        if (*first == '|') { skip = strcspn(q, "|"); q += q[skip] ? skip + 1 : skip; }
                    any = cy_fused_fit(PyTuple_GET_ITEM(args, i), q, strcspn(q, "|")) > 0;
                }
                if (any) break;
                i++;
            }
            i++;
            fits = c > 0;
            sum += c;
            if (!p[n]) break;
            p += n + 1;
        }
        if (fits && sum == most) twice = 1;
        if (fits && sum > most) { most = sum; best = v; twice = 0; }
    }
    if (!best || (twice && most <= 0)) {
        PyErr_SetString(PyExc_TypeError, best ? "Function call with ambiguous argument types" : "No matching signature found");
        return NULL;
    }
    return best;
}

CY_RARE PyObject *cy_fused_call(PyObject *o, PyObject *args, PyObject *kwargs)
{
    PyObject *f = cy_fused_find(((cy_fused_object *)o)->all, args);
    return f ? PyObject_Call(f, args, kwargs) : NULL;
}
/* f[key]: a key as text, a type, or a tuple of types. */
CY_RARE PyObject *cy_fused_item(PyObject *o, PyObject *k)
{
    PyObject *r, *key = NULL, *part, *bar;
    Py_ssize_t i;
    if (PyTuple_Check(k)) {
        PyObject *list = PyList_New(0);
        for (i = 0; list && i < PyTuple_GET_SIZE(k); i++) {
            PyObject *x = PyTuple_GET_ITEM(k, i);
            part = PyType_Check(x) ? PyObject_GetAttrString(x, "__name__") : PyObject_Str(x);
            if (!part || PyList_Append(list, part)) Py_CLEAR(list);
            Py_XDECREF(part);
        }
        bar = list ? PyUnicode_FromString("|") : NULL;
        key = bar ? PyUnicode_Join(bar, list) : NULL;
        Py_XDECREF(bar);
        Py_XDECREF(list);
    } else {
        key = PyType_Check(k) ? PyObject_GetAttrString(k, "__name__") : PyObject_Str(k);
    }
    if (!key) return NULL;
    r = PyDict_GetItemWithError(((cy_fused_object *)o)->all, key);
    Py_XINCREF(r);
    if (!r && !PyErr_Occurred()) PyErr_SetObject(PyExc_KeyError, key);
    Py_DECREF(key);
    return r;
}
CY_RARE PyObject *cy_fused_bind(PyObject *f, PyObject *o, PyObject *t)
{
    (void)t;
    Py_INCREF(f);
    if (!o) return f;
    Py_DECREF(f);
    return PyMethod_New(f, o);
}
CY_RARE PyObject *cy_fused_getattr(PyObject *o, PyObject *name)
{
    PyObject *r = PyObject_GenericGetAttr(o, name), *k, *v;
    Py_ssize_t at = 0;
    if (r || !PyErr_ExceptionMatches(PyExc_AttributeError)) return r;
    PyErr_Clear();
    if (PyUnicode_CompareWithASCIIString(name, "__signatures__") == 0) return Py_INCREF(((cy_fused_object *)o)->all), ((cy_fused_object *)o)->all;
    /* what is asked of the function: its name, its docstring */
    return PyDict_Next(((cy_fused_object *)o)->all, &at, &k, &v) ? PyObject_GetAttr(v, name) : NULL;
}

static PyMemberDef cy_fused_members[] = {{"__dictoffset__", T_PYSSIZET, offsetof(cy_fused_object, dict), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot cy_fused_slots[] = {
    {Py_tp_dealloc, (void *)cy_fused_dealloc}, {Py_tp_traverse, (void *)cy_fused_traverse}, {Py_tp_call, (void *)cy_fused_call},
    {Py_mp_subscript, (void *)cy_fused_item}, {Py_tp_descr_get, (void *)cy_fused_bind}, {Py_tp_getattro, (void *)cy_fused_getattr},
    {Py_tp_members, cy_fused_members}, {0, NULL}};
static PyType_Spec cy_fused_spec = {"_cyrus.fused_cython_function", sizeof(cy_fused_object), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_fused_slots};

/* @init cy_fused_init | sets fused_type */
CY_RARE int cy_fused_init(void)
{
    if (!CY(fused_type)) CY(fused_type) = cy_internal_type(&cy_fused_spec);
    return CY(fused_type) ? 0 : -1;
}

/* @op cy_fused(object all) -> object new | null cold
 * A fused function from a dict of its specialisations. */
CY_RARE PyObject *cy_fused(PyObject *all)
{
    cy_fused_object *f = PyObject_GC_New(cy_fused_object, (PyTypeObject *)CY(fused_type));
    if (!f) return NULL;
    Py_INCREF(all);
    f->all = all;
    f->dict = NULL;
    PyObject_GC_Track((PyObject *)f);
    return (PyObject *)f;
}
