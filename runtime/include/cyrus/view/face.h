/* `cython.view.array`: arrays as Python sees them. Items, slices and most attributes are those of a view of the array.
 * @cold */
#pragma once
#include "cyrus/view/object.h"

/* @defines cy_array_class
 * The type, as declarations of extern classes name it. */
#define cy_array_class (*(PyTypeObject *)CY(array_face))
CY_STATE(PyObject *, array_face);

/* The descriptor of items that are known by their format alone. 0 or -1. */
CY_RARE int cy_array_dtype(cy_array *a, PyObject *format, Py_ssize_t size)
{
    Py_ssize_t have, align;
    const char *f;
    int complex_;
    if (!(a->format = PyUnicode_Check(format) ? PyUnicode_AsASCIIString(format) : PyBytes_Check(format) ? cy_ref(format) : NULL)) {
        if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "Expected bytes or str for format, got %.200s", Py_TYPE(format)->tp_name);
        return -1;
    }
    f = PyBytes_AS_STRING(a->format);
    a->own.name = a->own.format = f;
    a->own.fields = NULL;
    a->own.size = size;
    a->own.num = a->own.num2 = -1;
    if (*f == '@' || *f == '^') f++;
    complex_ = *f == 'Z';
    f += complex_;
    if (!*f || f[1] || !cy_format_char(*f, complex_, '@', &have, &align, &a->own.kind) || have != size) a->own.kind = 'X';
    a->type = &a->own;
    a->size = size;
    a->objects = a->own.kind == 'O';
    return 0;
}

/* array(shape, itemsize, format, mode="c", allocate_buffer=True) */
CY_RARE PyObject *cy_array_make(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = {"shape", "itemsize", "format", "mode", "allocate_buffer", NULL};
    static const cy_dtype none = {"", "", NULL, 1, 'X', -1, -1};
    PyObject *shape, *format, *mode = NULL;
    Py_ssize_t size, n[CY_MAX_RANK], i, rank;
    int allocate = 1, fortran = 0;
    cy_array *a;
    (void)type;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!nO|Op:array", (char **)names, &PyTuple_Type, &shape, &size, &format, &mode, &allocate)) return NULL;
    if (format == Py_None) return PyErr_Format(PyExc_TypeError, "Argument 'format' must not be None");
    rank = PyTuple_GET_SIZE(shape);
    if (!rank) return PyErr_Format(PyExc_ValueError, "Empty shape tuple for cython.array");
    if (rank > CY_MAX_RANK) return PyErr_Format(PyExc_ValueError, "too many axes");
    if (size <= 0) return PyErr_Format(PyExc_ValueError, "itemsize <= 0 for cython.array");
    for (i = 0; i < rank; i++) {
        n[i] = PyNumber_AsSsize_t(PyTuple_GET_ITEM(shape, i), PyExc_OverflowError);
        if (n[i] == -1 && PyErr_Occurred()) return NULL;
        if (n[i] <= 0) return PyErr_Format(PyExc_ValueError, "Invalid shape in axis %zd: %zd.", i, n[i]);
    }
    if (mode) {
        fortran = PyUnicode_Check(mode) && !PyUnicode_CompareWithASCIIString(mode, "fortran");
        if (!fortran && (!PyUnicode_Check(mode) || PyUnicode_CompareWithASCIIString(mode, "c")))
            return PyErr_Format(PyExc_ValueError, "Invalid mode, expected 'c' or 'fortran', got %S", mode);
    }
    if (!(a = cy_array_bare(&none, (int)rank, n, fortran))) return NULL;
    if (cy_array_dtype(a, format, size) || (a->bytes > PY_SSIZE_T_MAX / size && !PyErr_NoMemory())) goto bad;
    a->bytes *= size;
    cy_view_strides(n, a->s, a->rank, size, fortran);
    if (allocate) {
        if (!(a->data = (char *)calloc((size_t)a->bytes, 1))) {
            PyErr_SetString(PyExc_MemoryError, "unable to allocate array data.");
            goto bad;
        }
        a->free_data = 1;
        if (a->objects)
            for (i = 0; i < a->bytes; i += (Py_ssize_t)sizeof(PyObject *)) *(PyObject **)(a->data + i) = cy_ref(Py_None);
    }
    return (PyObject *)a;
bad:
    Py_DECREF((PyObject *)a);
    return NULL;
}

/* A view of the whole array. */
CY_RARE PyObject *cy_array_view(PyObject *o, void *unused)
{
    cy_array *a = (cy_array *)o;
    cy_view0 v;
    (void)unused;
    v.p = a->data;
    v.owner = o;
    return cy_view_object(&v, a->n, a->s, a->rank, a->type, 0);
}
CY_RARE PyObject *cy_array_getitem(PyObject *o, PyObject *key)
{
    PyObject *v = cy_array_view(o, NULL), *r = v ? PyObject_GetItem(v, key) : NULL;
    Py_XDECREF(v);
    return r;
}
CY_RARE int cy_array_setitem(PyObject *o, PyObject *key, PyObject *value)
{
    PyObject *v = cy_array_view(o, NULL);
    int r = !v ? -1 : value ? PyObject_SetItem(v, key, value) : PyObject_DelItem(v, key);
    Py_XDECREF(v);
    return r;
}
CY_RARE PyObject *cy_array_at(PyObject *o, Py_ssize_t i)
{
    PyObject *k = PyLong_FromSsize_t(i), *r = k ? cy_array_getitem(o, k) : NULL;
    Py_XDECREF(k);
    return r;
}
CY_RARE Py_ssize_t cy_array_length(PyObject *o) { return ((cy_array *)o)->n[0]; }
CY_RARE PyObject *cy_array_getattr(PyObject *o, PyObject *name)
{
    PyObject *r = PyObject_GenericGetAttr(o, name), *v;
    if (r || !PyErr_ExceptionMatches(PyExc_AttributeError)) return r;
    PyErr_Clear();
    if (!(v = cy_array_view(o, NULL))) return NULL;
    r = PyObject_GetAttr(v, name);
    Py_DECREF(v);
    return r;
}
static PyGetSetDef cy_array_getset[] = {{"memview", cy_array_view, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyType_Slot cy_array_face_slots[] = {
    {Py_tp_dealloc, (void *)cy_array_dealloc}, {Py_bf_getbuffer, (void *)cy_array_getbuffer}, {Py_tp_new, (void *)cy_array_make},
    {Py_mp_subscript, (void *)cy_array_getitem}, {Py_mp_ass_subscript, (void *)cy_array_setitem}, {Py_mp_length, (void *)cy_array_length},
    {Py_sq_item, (void *)cy_array_at}, {Py_sq_length, (void *)cy_array_length}, {Py_tp_getattro, (void *)cy_array_getattr},
    {Py_tp_getset, cy_array_getset}, {0, NULL}};
static PyType_Spec cy_array_face_spec = {"_cyrus.array", sizeof(cy_array), 0, CY_TPFLAGS_SEQUENCE | Py_TPFLAGS_DEFAULT, cy_array_face_slots};

/* @init cy_array_face_init | sets array_face
 * All arrays of the module are of this type. */
CY_RARE int cy_array_face_init(void)
{
    if (CY(array_face)) return 0;
    if (!(CY(array_face) = PyType_FromSpec(&cy_array_face_spec))) return -1;
    Py_XDECREF(CY(array_type));
    CY(array_type) = cy_ref(CY(array_face));
    return cy_type_is_sequence(CY(array_face));
}
