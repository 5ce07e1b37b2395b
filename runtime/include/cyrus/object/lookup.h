/* What looking up a name on a class found, remembered: a table over (version of the class, name), shared by all places of the
 * module, so that a place costs no C of its own and sees many classes at once.
 *
 * A class gets a new version tag when it or a base changes, tags are never used twice, and a class that was just changed has none
 * (0): a row with the tag of a class says what holds for it now. Only names that live as long as the module may be asked for. What a
 * row points to is borrowed from the class; it is valid until code of others runs. */
#pragma once
#include "cyrus/compat/values.h"
#include <structmember.h>

/* Where an instance's own attributes are, which hide what is not a data descriptor of the class: nowhere, in values, in a dict at
 * tp_dictoffset. */
enum { CY_OWN_NONE, CY_OWN_VALUES, CY_OWN_DICT };
/* What reading, or writing, the attribute is. */
enum { CY_BY_PROTOCOL, CY_BY_OWN, CY_BY_MEMBER, CY_BY_PROPERTY, CY_BY_GETSET, CY_BY_TYPE, CY_BY_MODULE };

typedef struct {
    PyObject *name;
    PyObject *found;                    /* what the class has, or NULL */
    unsigned version;
    unsigned char own, get, set;
    unsigned char plain;                /* found is no descriptor: an instance gives it as it is */
    unsigned char calls;                /* found is a function that takes the instance first: 1, by tp_vectorcall_offset 2 */
    unsigned char of_type;              /* the class itself gives found as it is */
    int at;                             /* the place in values or of a member; -1 */
    Py_ssize_t used;                    /* so many keys the class had */
} cy_lookup;

static cy_lookup cy_lookups[512];
#define CY_LOOKUP(t, name) (&cy_lookups[(((size_t)(t) >> 6) ^ ((size_t)(name) >> 4)) & 511])

/* The version of a class, 0 if it has none. */
#if PY_VERSION_HEX >= 0x030A0000
#define CY_VERSION(t) ((t)->tp_version_tag)
#else
#define CY_VERSION(t) ((t)->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG ? (t)->tp_version_tag : 0)
#endif
/* Whether a row is about this class and name. */
#define CY_HIT(row, t, n) CY_LIKELY((row)->version == CY_VERSION(t) && (row)->name == (n))

/* Whether a type will never change: what its instances are as descriptors holds for ever. */
CY_FN int cy_fixed(PyTypeObject *t)
{
    unsigned long fixed = Py_TPFLAGS_METHOD_DESCRIPTOR;
#if PY_VERSION_HEX >= 0x030A0000
    fixed |= Py_TPFLAGS_IMMUTABLETYPE;
#endif
    return !(t->tp_flags & Py_TPFLAGS_HEAPTYPE) || (t->tp_flags & fixed) != 0;
}

/* How t reads and writes what is on the class as a data descriptor. */
CY_FN void cy_lookup_descriptor(cy_lookup *row, PyTypeObject *t, PyObject *d)
{
    row->get = row->set = CY_BY_PROTOCOL;
    if (Py_TYPE(d) == &PyMemberDescr_Type) {
        PyMemberDef *m = ((PyMemberDescrObject *)d)->d_member;
        if (m->type != T_OBJECT_EX || !PyType_IsSubtype(t, ((PyDescrObject *)d)->d_type)) return;
        if (m->flags & ~READONLY) return;
        row->at = (int)m->offset;
        row->get = CY_BY_MEMBER;
        if (!(m->flags & READONLY)) row->set = CY_BY_MEMBER;
    } else if (Py_TYPE(d) == &PyProperty_Type) {
        row->get = CY_BY_PROPERTY;
    } else if (Py_TYPE(d) == &PyGetSetDescr_Type && PyType_IsSubtype(t, ((PyDescrObject *)d)->d_type)) {
        row->get = CY_BY_GETSET;
    }
}

/* Looks the name up on t and writes the row. */
CY_FN void cy_lookup_fill(cy_lookup *row, PyTypeObject *t, PyObject *name)
{
    PyObject *d = _PyType_Lookup(t, name);
    unsigned version = CY_VERSION(t);
    PyTypeObject *k = d ? Py_TYPE(d) : NULL;
    int as_usual = t->tp_getattro == PyObject_GenericGetAttr;
    row->name = NULL;
    if (!version || _PyType_Lookup(t, name) != d || CY_VERSION(t) != version) return;
    memset(row, 0, sizeof *row);
    row->version = version;
    row->found = d;
    row->at = -1;
#if CY_HAS_VALUES
    if (CY(values_known) && cy_has_values(t)) {
        row->own = CY_OWN_VALUES;
        row->at = cy_values_find(cy_shared_keys(t), name);
        row->used = cy_shared_keys(t)->used;
    } else
#endif
    if (t->tp_dictoffset > 0) row->own = CY_OWN_DICT;
    else if (t->tp_dictoffset) as_usual = 0;
    if (d && k->tp_descr_set) {
        if (cy_fixed(k)) cy_lookup_descriptor(row, t, d);
    } else if (!d || cy_fixed(k)) {
        row->get = row->set = CY_BY_OWN;
        row->plain = d && !k->tp_descr_get;
        row->of_type = row->plain || (d && (k->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR));
        if (d && (k->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR))
            row->calls = k->tp_vectorcall_offset && strstr(k->tp_name, ".cython_function_or_method") ? 2 : 1;
    }
    if (!as_usual) row->get = row->calls = row->plain = 0;
    if (t->tp_setattro != PyObject_GenericSetAttr || !as_usual) row->set = 0;
    if (t == &PyType_Type && !d) row->get = CY_BY_TYPE;
    if (t == &PyModule_Type && !d) row->get = CY_BY_MODULE;
    row->name = name;
}

/* Whether keys came to a class since its row was written, so that the name may be among them. */
CY_INLINE int cy_lookup_stale(const cy_lookup *row, PyTypeObject *t)
{
#if CY_HAS_VALUES
    return row->own == CY_OWN_VALUES && row->at < 0 && row->used != cy_shared_keys(t)->used;
#else
    (void)row;
    (void)t;
    return 0;
#endif
}

/* The row of a class and a name; NULL where nothing is known. */
CY_FN cy_lookup *cy_lookup_again(PyTypeObject *t, PyObject *name)
{
    cy_lookup *row = CY_LOOKUP(t, name);
    cy_lookup_fill(row, t, name);
    return row->name ? row : NULL;
}
CY_INLINE cy_lookup *cy_lookup_row(PyTypeObject *t, PyObject *name)
{
    cy_lookup *row = CY_LOOKUP(t, name);
    return CY_HIT(row, t, name) && !cy_lookup_stale(row, t) ? row : cy_lookup_again(t, name);
}

/* An instance's own attribute, of a row that is about its class: 1 and a new reference, 0 and NULL, -1 and NULL on error. */
CY_FN int cy_own_attribute(const cy_lookup *row, PyObject *o, PyObject **found)
{
    PyObject *dict = NULL, *r;
    *found = NULL;
    if (row->own == CY_OWN_NONE) return 0;
#if CY_HAS_VALUES
    if (row->own == CY_OWN_VALUES) {
        PyObject **v = cy_values(o);
        if (CY_LIKELY(v != NULL)) {
            if (row->at < 0 || !v[row->at]) return 0;
            *found = cy_ref(v[row->at]);
            return 1;
        }
        dict = cy_values_dict(o);
    } else
#endif
    dict = *(PyObject **)(void *)((char *)o + Py_TYPE(o)->tp_dictoffset);
    if (!dict) return 0;
    if ((r = PyDict_GetItemWithError(dict, row->name))) *found = cy_ref(r);
    return r ? 1 : PyErr_Occurred() ? -1 : 0;
}
