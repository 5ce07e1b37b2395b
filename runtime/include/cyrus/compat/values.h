/* Where instances of ordinary classes keep their attributes: an array of values beside the object, whose places the keys of
 * the class name. It is private to CPython and different in 3.11, 3.12 and 3.13; other versions are taken for unknown, and each
 * module tries it out before it relies on it (cy_values_try). */
#pragma once
#include "cyrus/core/prelude.h"

#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030E0000 && !defined(Py_GIL_DISABLED) && !defined(PYPY_VERSION) && !defined(GRAALVM_PYTHON)
#define CY_HAS_VALUES 1
#else
#define CY_HAS_VALUES 0
#endif

/* Whether the array of values is known here: 1 or 0. */
CY_STATE(int, values_known);

#if CY_HAS_VALUES
/* The head of a dict's keys; the entries stand behind a table of 1 << log2_index_bytes bytes. */
typedef struct { Py_ssize_t refs; unsigned char log2_size, log2_index_bytes, kind; unsigned version; Py_ssize_t usable, used; } cy_keys;
typedef struct { PyObject *key, *value; } cy_key;

/* The keys that the instances of a class share, or NULL. */
CY_INLINE cy_keys *cy_shared_keys(PyTypeObject *t) { return (cy_keys *)(void *)((PyHeapTypeObject *)t)->ht_cached_keys; }

/* Whether instances of t have such an array as long as nobody wants their dict. */
CY_INLINE int cy_has_values(PyTypeObject *t)
{
#if PY_VERSION_HEX >= 0x030D0000
    return (t->tp_flags & Py_TPFLAGS_INLINE_VALUES) && t->tp_basicsize == sizeof(PyObject) && cy_shared_keys(t);
#else
    return (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) && cy_shared_keys(t);
#endif
}

/* The values of an instance, or NULL if they are in a dict. */
CY_INLINE PyObject **cy_values(PyObject *o)
{
#if PY_VERSION_HEX >= 0x030D0000
    unsigned char *head = (unsigned char *)o + sizeof(PyObject);
    return CY_LIKELY(head[3]) ? (PyObject **)(void *)(head + sizeof(void *)) : NULL;
#elif PY_VERSION_HEX >= 0x030C0000
    char *p = ((char **)o)[-3];
    return CY_LIKELY((size_t)p & 1) ? (PyObject **)(void *)(p + 1) : NULL;
#else
    return ((PyObject ***)o)[-4];
#endif
}
/* The dict that an instance has instead, or besides, borrowed; NULL if it has none. */
CY_INLINE PyObject *cy_values_dict(PyObject *o)
{
    PyObject *d = ((PyObject **)o)[-3];
#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030D0000
    if ((size_t)d & 1) return NULL;
#endif
    return d;
}
/* Whether values may be written without a dict that has to know of it. */
CY_INLINE int cy_values_free(PyObject *o)
{
#if PY_VERSION_HEX >= 0x030D0000
    return ((PyObject **)o)[-3] == NULL;
#else
    (void)o;
    return 1;
#endif
}
/* Notes that values[at], which was NULL, is the newest of an instance's attributes. */
CY_INLINE void cy_values_newest(PyObject **values, int at)
{
#if PY_VERSION_HEX >= 0x030D0000
    unsigned char *head = (unsigned char *)values - sizeof(void *);
    ((unsigned char *)(values + head[0]))[head[1]++] = (unsigned char)at;
#else
    unsigned char *size = (unsigned char *)values - 2;
    ++*size;
    *(size - *size) = (unsigned char)at;
#endif
}

/* The place of an interned name in the keys, -1 if it is not there. */
CY_FN int cy_values_find(const cy_keys *keys, PyObject *name)
{
    const cy_key *k = (const cy_key *)(const void *)((const char *)(keys + 1) + ((size_t)1 << keys->log2_index_bytes));
    Py_ssize_t i;
    if (keys->kind)
        for (i = 0; i < keys->used; i++)
            if (k[i].key == name) return (int)i;
    return -1;
}

/* The same of an instance of a class that was made for this: two attributes are set by the interpreter and found here, two are
 * set here and found by the interpreter, in their order; one is deleted. 1 if all is as expected. */
CY_RARE int cy_values_probe(PyTypeObject *t, PyObject *o, PyObject *p, PyObject *a, PyObject *b)
{
    PyObject **v, *d, *key, *value;
    Py_ssize_t at = 0;
    if (!cy_has_values(t) || PyObject_SetAttr(o, a, Py_True) || PyObject_SetAttr(o, b, Py_False)) return 0;
    if (cy_values_find(cy_shared_keys(t), a) != 0 || cy_values_find(cy_shared_keys(t), b) != 1 || cy_shared_keys(t)->used != 2) return 0;
    if (!(v = cy_values(o)) || v[0] != Py_True || v[1] != Py_False || cy_values_dict(o) || !cy_values_free(o)) return 0;
    if (PyObject_SetAttr(o, a, NULL) || cy_values(o) != v || v[0]) return 0;
    if (!(v = cy_values(p)) || v[0] || v[1]) return 0;
    v[1] = cy_ref(Py_True);
    cy_values_newest(v, 1);
    v[0] = cy_ref(Py_None);
    cy_values_newest(v, 0);
    if (!(d = PyObject_GenericGetDict(p, NULL))) return 0;
    Py_DECREF(d);
    if (cy_values_dict(p) != d || (cy_values(p) && cy_values_free(p)) || PyDict_GET_SIZE(d) != 2) return 0;
    return PyDict_Next(d, &at, &key, &value) && key == b && value == Py_True && PyDict_Next(d, &at, &key, &value) && key == a && value == Py_None;
}
#endif

/* @init cy_values_try | sets values_known
 * Tries it out; always 0. */
CY_RARE int cy_values_try(void)
{
#if CY_HAS_VALUES
    PyObject *c = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "probe"), *o = NULL, *p = NULL, *a = NULL, *b = NULL;
    CY(values_known) = 0;
    if (c) {
        o = PyObject_CallObject(c, NULL);
        p = PyObject_CallObject(c, NULL);
        a = PyUnicode_InternFromString("first");
        b = PyUnicode_InternFromString("second");
        if (o && p && a && b) CY(values_known) = cy_values_probe((PyTypeObject *)c, o, p, a, b);
    }
    PyErr_Clear();
    Py_XDECREF(o);
    Py_XDECREF(p);
    Py_XDECREF(a);
    Py_XDECREF(b);
    if (c) Py_TYPE(c)->tp_clear(c);             /* a class holds itself; nobody else has seen this one */
    Py_XDECREF(c);
#endif
    return 0;
}
