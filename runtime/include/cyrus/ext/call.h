/* What slot functions of extension types call. */
#pragma once
#include "cyrus/core/prelude.h"

/* @op cy_own_attr(object type, object name) -> object new | null
 * An entry of the type's own dict. */
CY_FN PyObject *cy_own_attr(PyObject *type, PyObject *name)
{
    PyObject *r = PyDict_GetItemWithError(((PyTypeObject *)type)->tp_dict, name);
    if (!r && !PyErr_Occurred()) PyErr_SetObject(PyExc_AttributeError, name);
    Py_XINCREF(r);
    return r;
}

/* @op cy_call_by(object f, object self, object args, object kwargs) -> object new | null
 * f(self, *args, **kwargs); kwargs may be NULL. */
CY_FN PyObject *cy_call_by(PyObject *f, PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *some[9], **v = some, *r;
    Py_ssize_t i, n = PyTuple_GET_SIZE(args);
    if (n > 7 && !(v = (PyObject **)PyMem_Malloc((size_t)(n + 2) * sizeof(PyObject *)))) return PyErr_NoMemory();
    v[1] = self;
    for (i = 0; i < n; i++) v[i + 2] = PyTuple_GET_ITEM(args, i);
    r = PyObject_VectorcallDict(f, v + 1, (size_t)(n + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, kwargs);
    if (v != some) PyMem_Free((void *)v);
    return r;
}
/* @op cy_init_by(object f, object self, object args, object kwargs) -> int | neg
 * The same for __init__, which must return None. */
CY_FN int cy_init_by(PyObject *f, PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *r = cy_call_by(f, self, args, kwargs);
    if (!r) return -1;
    Py_DECREF(r);
    if (r == Py_None) return 0;
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(r)->tp_name);
    return -1;
}
/* @op cy_no_args(object args, object kwargs, const char *name) -> int | neg
 * TypeError if there are arguments for a function without any but self. */
CY_FN int cy_no_args(PyObject *args, PyObject *kwargs, const char *name)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    if (CY_LIKELY(!n && (!kwargs || !PyDict_GET_SIZE(kwargs)))) return 0;
    if (n) PyErr_Format(PyExc_TypeError, "%s() takes exactly 0 positional arguments (%zd given)", name, n);
    else PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument", name);
    return -1;
}

/* @op cy_type_dict(object type) -> object borrowed:0 | never pure
 * The type's own dict. */
CY_INLINE PyObject *cy_type_dict(PyObject *type) { return ((PyTypeObject *)type)->tp_dict; }

/* @op cy_base_binary(object type, object own, object other, object name) -> object new | null
 * own.name(other) with the method that the bases of the type have; NotImplemented if they have none. */
CY_FN PyObject *cy_base_binary(PyObject *type, PyObject *own, PyObject *other, PyObject *name)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    PyObject *m = base ? _PyType_Lookup(base, name) : NULL;
    if (m) return PyObject_CallFunctionObjArgs(m, own, other, NULL);
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
}

/* @op cy_base_compare(object type, object a, object b, int op) -> object new | null
 * A comparison as the base of this type does it. */
CY_FN PyObject *cy_base_compare(PyObject *type, PyObject *a, PyObject *b, int op)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    if (base && base->tp_richcompare) return base->tp_richcompare(a, b, op);
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
}
/* @op cy_not_or_ni(object r) -> object new | null
 * The opposite of what a comparison gave; NotImplemented stays. */
CY_FN PyObject *cy_not_or_ni(PyObject *r)
{
    int c;
    if (r == Py_NotImplemented) return Py_INCREF(r), r;
    if ((c = PyObject_IsTrue(r)) < 0) return NULL;
    return PyBool_FromLong(!c);
}

/* @op cy_base_setitem(object type, object o, object key, object v, const char *what) -> int | neg
 * o[key] = v, or del o[key] if v is NULL, as the base of this type does it. */
CY_FN int cy_base_setitem(PyObject *type, PyObject *o, PyObject *key, PyObject *v, const char *what)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    PyMappingMethods *m = base ? base->tp_as_mapping : NULL;
    PySequenceMethods *q = base ? base->tp_as_sequence : NULL;
    if (m && m->mp_ass_subscript) return m->mp_ass_subscript(o, key, v);
    if (q && q->sq_ass_item) {
        Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (i == -1 && PyErr_Occurred()) return -1;
        if (i < 0 && q->sq_length) {
            Py_ssize_t n = q->sq_length(o);
            if (n < 0) return -1;
            i += n;
        }
        return q->sq_ass_item(o, i, v);
    }
    PyErr_Format(PyExc_NotImplementedError, "Subscript %s not supported by %.200s", what, Py_TYPE(o)->tp_name);
    return -1;
}
/* @op cy_base_setattr(object type, object o, object name, object v) -> int | neg
 * o.name = v, or del o.name if v is NULL, as the base of this type does it. */
CY_FN int cy_base_setattr(PyObject *type, PyObject *o, PyObject *name, PyObject *v)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    return base && base->tp_setattro ? base->tp_setattro(o, name, v) : PyObject_GenericSetAttr(o, name, v);
}
/* @op cy_base_getattr(object type, object o, object name) -> object new | null
 * o.name as the base of this type does it. */
CY_FN PyObject *cy_base_getattr(PyObject *type, PyObject *o, PyObject *name)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    return base && base->tp_getattro ? base->tp_getattro(o, name) : PyObject_GenericGetAttr(o, name);
}

/* @op cy_error_take(out int set) -> object new | never
 * Puts the exception that is set aside, for what must not see it; NULL if there is none. */
CY_FN PyObject *cy_error_take(int *set)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyObject *v = PyErr_GetRaisedException();
    *set = v != NULL;
    return v;
#else
    PyObject *t, *v, *b;
    *set = PyErr_Occurred() != NULL;
    PyErr_Fetch(&t, &v, &b);
    PyErr_NormalizeException(&t, &v, &b);
    if (b && v) PyException_SetTraceback(v, b);
    Py_XDECREF(t);
    Py_XDECREF(b);
    return v;
#endif
}
