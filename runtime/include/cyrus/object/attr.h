/* Attributes. */
#pragma once
#include "cyrus/object/construct.h"

/* The private head of a property. */
typedef struct { PyObject_HEAD PyObject *get, *set; } cy_property;

/* o.name as the look-up says; what it does not say goes the usual way.
 * @uses CY_CONSTRUCT */
CY_FN PyObject *cy_getattr_by(PyObject *o, PyObject *name)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_lookup *row = cy_lookup_row(t, name);
    PyObject *r, *f;
    int c;
    if (row && row->get == CY_BY_OWN) {
        f = row->plain ? cy_ref(row->found) : NULL;             /* a look-up in a dict can run code */
        c = cy_own_attribute(row, o, &r);
        if (c || f) {
            if (!c) return f;
            Py_XDECREF(f);
            return r;
        }
    } else if (row && row->get == CY_BY_MEMBER) {
        if ((r = *(PyObject **)(void *)((char *)o + row->at))) return cy_ref(r);
    } else if (row && row->get == CY_BY_PROPERTY && (f = ((cy_property *)row->found)->get)) {
        PyObject *v[2] = {NULL, o};
        Py_INCREF(f);
        r = PyObject_Vectorcall(f, v + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
        Py_DECREF(f);
        return r;
    } else if (row && row->get == CY_BY_GETSET && ((PyGetSetDescrObject *)row->found)->d_getset->get) {
        PyGetSetDef *d = ((PyGetSetDescrObject *)row->found)->d_getset;
        return d->get(o, d->closure);
    } else if (row && row->get == CY_BY_TYPE) {
        row = cy_lookup_row((PyTypeObject *)o, name);
        if (row && row->of_type) return cy_ref(row->found);
    } else if (row && row->get == CY_BY_MODULE) {
        if ((r = PyDict_GetItemWithError(PyModule_GetDict(o), name))) return cy_ref(r);
        if (PyErr_Occurred()) return NULL;
    }
    return PyObject_GetAttr(o, name);                           /* an AttributeError learns of name and object there */
}

/* @op cy_getattr(object o, object name) -> object new | null consumes
 * o.name, for a name that is a constant of the module */
CY_FN PyObject *cy_getattr(PyObject *o, PyObject *name, int own)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_lookup *row = CY_LOOKUP(t, name);
    PyObject *r;
    if (CY_HIT(row, t, name)) {
#if CY_HAS_VALUES
        if (row->get == CY_BY_OWN && row->at >= 0) {
            PyObject **v = cy_values(o);
            if (v && (r = v[row->at])) {
                Py_INCREF(r);
                goto done;
            }
        } else
#endif
        if (row->get == CY_BY_MEMBER && (r = *(PyObject **)(void *)((char *)o + row->at))) {
            Py_INCREF(r);
            goto done;
        }
    }
    r = cy_getattr_by(o, name);
done:
    CY_OWN2(o, name);
    return r;
}

/* @op cy_setattr(object o, object name, object v) -> int | neg consumes
 * o.name = v, for a name that is a constant of the module */
CY_FN int cy_setattr(PyObject *o, PyObject *name, PyObject *v, int own)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_lookup *row = cy_lookup_row(t, name);
    PyObject **place = NULL, *old;
    int r = 0;
    if (row && row->set == CY_BY_MEMBER) place = (PyObject **)(void *)((char *)o + row->at);
#if CY_HAS_VALUES
    else if (row && row->set == CY_BY_OWN && row->own == CY_OWN_VALUES && row->at >= 0 && (place = cy_values(o))) {
        PyObject **values = place;
        place += row->at;
        if (!cy_values_free(o)) place = NULL;
        else if (!*place) cy_values_newest(values, row->at);
    }
#endif
    if (CY_LIKELY(place != NULL)) {
        old = *place;
        *place = own & 4 ? v : cy_ref(v);
        own &= 3;
        Py_XDECREF(old);
    } else {
        r = PyObject_SetAttr(o, name, v);
    }
    CY_OWN3(o, name, v);
    return r;
}

/* @op cy_delattr(object o, object name) -> int | neg consumes
 * del o.name */
CY_FN int cy_delattr(PyObject *o, PyObject *name, int own)
{
    int r = PyObject_SetAttr(o, name, NULL);
    CY_OWN2(o, name);
    return r;
}

/* @op cy_findattr(object o, object name, out object found) -> int | neg
 * Looks for o.name: 1 and a new reference, 0 and NULL if there is none (no exception is left), -1 for other errors. */
CY_FN int cy_findattr(PyObject *o, PyObject *name, PyObject **found)
{
#if PY_VERSION_HEX >= 0x030D0000
    return PyObject_GetOptionalAttr(o, name, found);
#else
    if ((*found = PyObject_GetAttr(o, name))) return 1;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
#endif
}

/* @op cy_hasattr(object o, object name) -> int | neg consumes
 * hasattr(o, name) */
CY_FN int cy_hasattr(PyObject *o, PyObject *name, int own)
{
    PyObject *found = NULL;
    int r = -1;
    if (PyUnicode_Check(name)) r = cy_findattr(o, name, &found);
#if PY_VERSION_HEX >= 0x030B0000
    else PyErr_Format(PyExc_TypeError, "attribute name must be string, not '%.200s'", Py_TYPE(name)->tp_name);
#else
    else PyErr_SetString(PyExc_TypeError, "hasattr(): attribute name must be string");
#endif
    Py_XDECREF(found);
    CY_OWN2(o, name);
    return r;
}

/* @op cy_getattr_default(object o, object name, object other) -> object new | null consumes
 * getattr(o, name, other) */
CY_FN PyObject *cy_getattr_default(PyObject *o, PyObject *name, PyObject *other, int own)
{
    PyObject *found = NULL;
    if (!PyUnicode_Check(name)) PyErr_SetString(PyExc_TypeError, "getattr(): attribute name must be string");
    else if (!cy_findattr(o, name, &found)) found = cy_ref(other);
    CY_OWN3(o, name, other);
    return found;
}
