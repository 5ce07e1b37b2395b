/* Where instances of ordinary classes keep their attributes: an array of values beside the object, whose places the keys of
 * the class name. It is private to CPython and different in 3.11, 3.12 and 3.13; other versions are taken for unknown, and each
 * module tries it out before it relies on it (compat/probe.h). */
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
#endif
