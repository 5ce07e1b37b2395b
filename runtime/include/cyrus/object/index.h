/* o[i] with a C index. flags: CY_WRAP counts negative indices from the end, CY_CHECK raises IndexError. */
#pragma once
#include "cyrus/core/prelude.h"

enum { CY_WRAP = 1, CY_CHECK = 2 };

/* o[i] through the protocols of its type. Without CY_WRAP a negative index is out of range. */
CY_FN PyObject *cy_getindex_any(PyObject *o, Py_ssize_t i, int flags)
{
    PySequenceMethods *m = Py_TYPE(o)->tp_as_sequence;
    PyMappingMethods *p = Py_TYPE(o)->tp_as_mapping;
    PyObject *k, *r;
    if (m && m->sq_item && !(p && p->mp_subscript)) {
        if (i < 0 && (flags & CY_WRAP) && m->sq_length) {
            Py_ssize_t n = m->sq_length(o);
            if (n < 0) return NULL;
            i += n;
        }
        return m->sq_item(o, i);
    }
    if (!(k = PyLong_FromSsize_t(i))) return NULL;
    r = PyObject_GetItem(o, k);
    Py_DECREF(k);
    return r;
}

CY_RARE PyObject *cy_list_range(void) { return PyErr_SetString(PyExc_IndexError, "list index out of range"), (PyObject *)NULL; }
CY_RARE PyObject *cy_tuple_range(void) { return PyErr_SetString(PyExc_IndexError, "tuple index out of range"), (PyObject *)NULL; }

/* @op cy_list_getindex(object o, Py_ssize_t i, int flags) -> object new | null consumes
 * o[i] of a list. */
CY_FN PyObject *cy_list_getindex(PyObject *o, Py_ssize_t i, int flags, int own)
{
    PyObject *r;
    if ((flags & CY_WRAP) && i < 0) i += PyList_GET_SIZE(o);
    r = !(flags & CY_CHECK) || (size_t)i < (size_t)PyList_GET_SIZE(o) ? cy_ref(PyList_GET_ITEM(o, i)) : cy_list_range();
    CY_OWN1(o);
    return r;
}

/* @op cy_tuple_getindex(object o, Py_ssize_t i, int flags) -> object new | null consumes
 * o[i] of a tuple. */
CY_FN PyObject *cy_tuple_getindex(PyObject *o, Py_ssize_t i, int flags, int own)
{
    PyObject *r;
    if ((flags & CY_WRAP) && i < 0) i += PyTuple_GET_SIZE(o);
    r = !(flags & CY_CHECK) || (size_t)i < (size_t)PyTuple_GET_SIZE(o) ? cy_ref(PyTuple_GET_ITEM(o, i)) : cy_tuple_range();
    CY_OWN1(o);
    return r;
}

/* @op cy_getindex(object o, Py_ssize_t i, int flags) -> object new | null consumes
 * o[i] */
CY_FN PyObject *cy_getindex(PyObject *o, Py_ssize_t i, int flags, int own)
{
    PyObject *r;
    if (PyList_CheckExact(o)) return cy_list_getindex(o, i, flags, own);
    if (PyTuple_CheckExact(o)) return cy_tuple_getindex(o, i, flags, own);
    r = cy_getindex_any(o, i, flags);
    CY_OWN1(o);
    return r;
}

/* @op cy_list_setindex(object o, Py_ssize_t i, object v, int flags) -> int | neg consumes
 * o[i] = v of a list. */
CY_FN int cy_list_setindex(PyObject *o, Py_ssize_t i, PyObject *v, int flags, int own)
{
    PyObject *old;
    int r = 0;
    if ((flags & CY_WRAP) && i < 0) i += PyList_GET_SIZE(o);
    if (!(flags & CY_CHECK) || (size_t)i < (size_t)PyList_GET_SIZE(o)) {
        old = PyList_GET_ITEM(o, i);
        PyList_SET_ITEM(o, i, cy_ref(v));
        Py_DECREF(old);
    } else {
        PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
        r = -1;
    }
    CY_OWN2(o, v);
    return r;
}

/* @op cy_setindex(object o, Py_ssize_t i, object v, int flags) -> int | neg consumes
 * o[i] = v */
CY_FN int cy_setindex(PyObject *o, Py_ssize_t i, PyObject *v, int flags, int own)
{
    PyObject *k;
    int r = -1;
    if (PyList_CheckExact(o)) return cy_list_setindex(o, i, v, flags, own);
    if ((k = PyLong_FromSsize_t(i))) {
        r = PyObject_SetItem(o, k, v);
        Py_DECREF(k);
    }
    CY_OWN2(o, v);
    return r;
}

/* @op cy_delindex(object o, Py_ssize_t i, int flags) -> int | neg consumes
 * del o[i] */
CY_FN int cy_delindex(PyObject *o, Py_ssize_t i, int flags, int own)
{
    PyObject *k = PyLong_FromSsize_t(i);
    int r = k ? PyObject_DelItem(o, k) : -1;
    (void)flags;
    Py_XDECREF(k);
    CY_OWN1(o);
    return r;
}

/* @op cy_bytes_getindex(object o, Py_ssize_t i, int flags) -> int | neg
 * The byte o[i] of a bytes object, 0 to 255. */
CY_FN int cy_bytes_getindex(PyObject *o, Py_ssize_t i, int flags)
{
    if ((flags & CY_WRAP) && i < 0) i += PyBytes_GET_SIZE(o);
    if (!(flags & CY_CHECK) || (size_t)i < (size_t)PyBytes_GET_SIZE(o)) return (unsigned char)PyBytes_AS_STRING(o)[i];
#ifdef CY_PLAIN_PYTHON
    PyErr_SetString(PyExc_IndexError, "index out of range");
#else
    PyErr_SetString(PyExc_IndexError, "string index out of range");
#endif
    return -1;
}

/* @op cy_bytearray_getindex(object o, Py_ssize_t i, int flags) -> int | neg
 * The byte o[i] of a bytearray, 0 to 255. */
CY_FN int cy_bytearray_getindex(PyObject *o, Py_ssize_t i, int flags)
{
    if ((flags & CY_WRAP) && i < 0) i += PyByteArray_GET_SIZE(o);
    if (!(flags & CY_CHECK) || (size_t)i < (size_t)PyByteArray_GET_SIZE(o)) return (unsigned char)PyByteArray_AS_STRING(o)[i];
    PyErr_SetString(PyExc_IndexError, "bytearray index out of range");
    return -1;
}

/* @op cy_bytearray_setindex(object o, Py_ssize_t i, int v, int flags) -> int | neg
 * o[i] = v of a bytearray; v is 0 to 255 or ValueError. */
CY_FN int cy_bytearray_setindex(PyObject *o, Py_ssize_t i, int v, int flags)
{
    if ((flags & CY_WRAP) && i < 0) i += PyByteArray_GET_SIZE(o);
    if ((flags & CY_CHECK) && (size_t)i >= (size_t)PyByteArray_GET_SIZE(o)) return PyErr_SetString(PyExc_IndexError, "bytearray index out of range"), -1;
    if (v < 0 || v > 255) return PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)"), -1;
    PyByteArray_AS_STRING(o)[i] = (char)v;
    return 0;
}

/* @op cy_str_getindex(object o, Py_ssize_t i, int flags) -> Py_UCS4 | minus1
 * The character o[i] of a str. */
CY_INLINE Py_UCS4 cy_str_getindex(PyObject *o, Py_ssize_t i, int flags)
{
    if ((flags & CY_WRAP) && i < 0) i += PyUnicode_GET_LENGTH(o);
    if (!(flags & CY_CHECK) || CY_LIKELY((size_t)i < (size_t)PyUnicode_GET_LENGTH(o))) return PyUnicode_READ_CHAR(o, i);
    PyErr_SetString(PyExc_IndexError, "string index out of range");
    return (Py_UCS4)-1;
}
