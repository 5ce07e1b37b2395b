/* The Python face of a fused function: an object that chooses a specialisation by the arguments of each call.
 *
 * A rule is a tuple (position, name, kind, ...): "i", "f", "c", "b" ask for an int, float, complex, bool; "t" for an
 * instance of the type that follows; "v" for a buffer with the number of dimensions, the kind letter of NumPy and the item
 * size that follow; "o" takes anything. Where no specialisation fits, integers do for times (M, m). */
#pragma once
#include "cyrus/core/state.h"
#include "cyrus/compat/type.h"
#include "cyrus/view/times.h"
#include <structmember.h>

typedef struct {
    PyObject_HEAD
    PyObject *table;                    /* key -> specialisation */
    PyObject *rules;                    /* ((key, (rule, ...)), ...), the preferred ones first */
    PyObject *self, *dict;
} cy_fused_object;
CY_STATE(PyObject *, fused_type);

/* Whether o is a buffer of the rank, kind and item size of a rule. */
CY_RARE int cy_fused_buffer(PyObject *o, PyObject *rule, int loose)
{
    Py_buffer b;
    PyObject *as = NULL;
    int r;
    const char *kind = PyUnicode_AsUTF8(PyTuple_GET_ITEM(rule, 4)), *f;
    char k = 0, times = 0;
    if (o == Py_None) return 1;
    if (!PyObject_CheckBuffer(o)) return 0;
    if (PyObject_GetBuffer(o, &b, PyBUF_FORMAT | PyBUF_STRIDES)) {
        times = cy_times_of(o, &as);
        r = as ? PyObject_GetBuffer(as, &b, PyBUF_FORMAT | PyBUF_STRIDES) : -1;
        Py_XDECREF(as);
        if (r) {
            PyErr_Clear();
            return 0;
        }
    }
    for (f = b.format ? b.format : "B"; *f && strchr("@=<>|", *f); f++) {}
    switch (*f) {
    case 'b': case 'h': case 'i': case 'l': case 'q': case 'n': k = 'i'; break;
    case 'B': case 'H': case 'I': case 'L': case 'Q': case 'N': case 'c': k = 'u'; break;
    case '?': k = 'b'; break;
    case 'e': case 'f': case 'd': case 'g': k = 'f'; break;
    case 'Z': k = 'c'; break;
    case 'O': k = 'O'; break;
    }
    if (times) k = times;
    r = kind && b.ndim == PyLong_AsLong(PyTuple_GET_ITEM(rule, 3)) && (k == *kind || (loose && k == 'i' && (*kind == 'M' || *kind == 'm'))) && b.itemsize == PyLong_AsSsize_t(PyTuple_GET_ITEM(rule, 5));
    PyBuffer_Release(&b);
    return r;
}

/* Whether an argument meets a rule; -1 on error. */
CY_RARE int cy_fused_test(PyObject *o, PyObject *rule, int loose)
{
    const char *kind = PyUnicode_AsUTF8(PyTuple_GET_ITEM(rule, 2));
    switch (kind ? *kind : 0) {
    case 'i': return PyLong_Check(o) || (!PyFloat_Check(o) && !PyComplex_Check(o) && PyIndex_Check(o));
    case 'f': return PyFloat_Check(o);
    case 'c': return PyComplex_Check(o);
    case 'b': return PyBool_Check(o);
    case 't': return o == Py_None ? 0 : PyObject_IsInstance(o, PyTuple_GET_ITEM(rule, 3));
    case 'v': return cy_fused_buffer(o, rule, loose);
    }
    return 1;
}

/* The specialisation for these arguments, borrowed; TypeError if there is none. */
CY_RARE PyObject *cy_fused_choose(cy_fused_object *f, PyObject *args, PyObject *kw)
{
    Py_ssize_t i, k, shift = f->self ? 1 : 0, rows = PyTuple_GET_SIZE(f->rules);
    for (i = 0; i < 2 * rows; i++) {
        PyObject *row = PyTuple_GET_ITEM(f->rules, i % rows), *rules = PyTuple_GET_ITEM(row, 1);
        int ok = 1, loose = i >= rows;
        for (k = 0; ok > 0 && k < PyTuple_GET_SIZE(rules); k++) {
            PyObject *rule = PyTuple_GET_ITEM(rules, k), *o = NULL;
            Py_ssize_t at = PyLong_AsSsize_t(PyTuple_GET_ITEM(rule, 0)) - shift;
            if (at < 0) o = f->self;
            else if (at < PyTuple_GET_SIZE(args)) o = PyTuple_GET_ITEM(args, at);
            else if (kw) o = PyDict_GetItemWithError(kw, PyTuple_GET_ITEM(rule, 1));
            if (o) ok = cy_fused_test(o, rule, loose);
        }
        if (ok < 0) return NULL;
        if (ok) return PyDict_GetItemWithError(f->table, PyTuple_GET_ITEM(row, 0));
    }
    PyErr_SetString(PyExc_TypeError, "No matching signature found");
    return NULL;
}

CY_RARE PyObject *cy_fused_call(PyObject *o, PyObject *args, PyObject *kw)
{
    cy_fused_object *f = (cy_fused_object *)o;
    PyObject *g = cy_fused_choose(f, args, kw), *m, *r;
    if (!g) return NULL;
    if (!f->self) return PyObject_Call(g, args, kw);
    if (!(m = PyMethod_New(g, f->self))) return NULL;
    r = PyObject_Call(m, args, kw);
    Py_DECREF(m);
    return r;
}

/* The spelling of a type in a key: a class's name, or the text itself. */
CY_RARE PyObject *cy_fused_word(PyObject *k)
{
    return PyType_Check(k) ? PyObject_GetAttrString(k, "__name__") : PyObject_Str(k);
}

/* f[double], f["double"], f[int, double] */
CY_RARE PyObject *cy_fused_item(PyObject *o, PyObject *key)
{
    cy_fused_object *f = (cy_fused_object *)o;
    PyObject *text = NULL, *r, *parts, *bar;
    Py_ssize_t i;
    if (PyTuple_Check(key)) {
        parts = PyList_New(0);
        for (i = 0; parts && i < PyTuple_GET_SIZE(key); i++) {
            PyObject *s = cy_fused_word(PyTuple_GET_ITEM(key, i));
            if (!s || PyList_Append(parts, s)) Py_CLEAR(parts);
            Py_XDECREF(s);
        }
        bar = PyUnicode_FromString("|");
        if (parts && bar) text = PyUnicode_Join(bar, parts);
        Py_XDECREF(parts);
        Py_XDECREF(bar);
    } else text = cy_fused_word(key);
    if (!text) return NULL;
    r = PyDict_GetItemWithError(f->table, text);
    if (r) {
        if (f->self) r = PyMethod_New(r, f->self);
        else Py_INCREF(r);
    } else if (!PyErr_Occurred()) PyErr_SetObject(PyExc_KeyError, text);
    Py_DECREF(text);
    return r;
}

/* What the object does not have itself is asked of its first specialisation: __name__, __doc__, __module__..., of which its type
 * has its own. */
CY_RARE PyObject *cy_fused_attr(PyObject *o, PyObject *name)
{
    cy_fused_object *f = (cy_fused_object *)o;
    PyObject *r, *key, *g;
    Py_ssize_t pos = 0;
    const char *text = PyUnicode_AsUTF8(name);
    if (text && strcmp(text, "__signatures__") == 0) return cy_ref(f->table);
    if (!text || (strcmp(text, "__doc__") && strcmp(text, "__module__"))) {
        r = PyObject_GenericGetAttr(o, name);
        if (r || !PyErr_ExceptionMatches(PyExc_AttributeError)) return r;
        PyErr_Clear();
    } else if (f->dict && (r = PyDict_GetItemWithError(f->dict, name))) return cy_ref(r);
    if (PyDict_Next(f->table, &pos, &key, &g)) return PyObject_GetAttr(g, name);
    PyErr_SetObject(PyExc_AttributeError, name);
    return NULL;
}

CY_RARE int cy_fused_traverse(PyObject *o, visitproc visit, void *arg)
{
    cy_fused_object *f = (cy_fused_object *)o;
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(f->table);
    Py_VISIT(f->rules);
    Py_VISIT(f->self);
    Py_VISIT(f->dict);
    return 0;
}
CY_RARE int cy_fused_clear(PyObject *o)
{
    cy_fused_object *f = (cy_fused_object *)o;
    Py_CLEAR(f->table);
    Py_CLEAR(f->rules);
    Py_CLEAR(f->self);
    Py_CLEAR(f->dict);
    return 0;
}
CY_RARE void cy_fused_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    cy_fused_clear(o);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}

CY_RARE PyObject *cy_fused_make(PyObject *table, PyObject *rules, PyObject *self)
{
    cy_fused_object *f = PyObject_GC_New(cy_fused_object, (PyTypeObject *)CY(fused_type));
    if (!f) return NULL;
    Py_INCREF(table);
    Py_INCREF(rules);
    Py_XINCREF(self);
    f->table = table;
    f->rules = rules;
    f->self = self;
    f->dict = NULL;
    PyObject_GC_Track((PyObject *)f);
    return (PyObject *)f;
}
CY_RARE PyObject *cy_fused_get(PyObject *o, PyObject *self, PyObject *type)
{
    cy_fused_object *f = (cy_fused_object *)o;
    (void)type;
    if (!self || f->self) return cy_ref(o);
    return cy_fused_make(f->table, f->rules, self);
}
CY_RARE PyObject *cy_fused_repr(PyObject *o)
{
    PyObject *name = PyObject_GetAttrString(o, "__qualname__"), *r = name ? PyUnicode_FromFormat("<cyfunction %U at %p>", name, (void *)o) : NULL;
    Py_XDECREF(name);
    return r;
}

CY_UNUSED static PyMemberDef cy_fused_members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(cy_fused_object, dict), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
CY_UNUSED static PyType_Slot cy_fused_slots[] = {
    {Py_tp_dealloc, (void *)cy_fused_dealloc}, {Py_tp_traverse, (void *)cy_fused_traverse}, {Py_tp_clear, (void *)cy_fused_clear},
    {Py_tp_call, (void *)cy_fused_call}, {Py_tp_descr_get, (void *)cy_fused_get}, {Py_tp_getattro, (void *)cy_fused_attr},
    {Py_mp_subscript, (void *)cy_fused_item}, {Py_tp_repr, (void *)cy_fused_repr}, {Py_tp_members, cy_fused_members}, {0, NULL}};
CY_UNUSED static PyType_Spec cy_fused_spec = {"_cyrus.fused_cython_function", (int)sizeof(cy_fused_object), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_fused_slots};

/* @op cy_fused(object table, object rules) -> object new | null cold
 * The object for a table of specialisations and the rules that choose among them. */
CY_RARE PyObject *cy_fused(PyObject *table, PyObject *rules)
{
    if (!CY(fused_type) && !(CY(fused_type) = PyType_FromSpec(&cy_fused_spec))) return NULL;
    return cy_fused_make(table, rules, NULL);
}
