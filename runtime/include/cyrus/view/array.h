/* Memory with a shape that Python can hold: what copies of views live in, and what `cython.view.array` makes (face.h).
 * It has the buffer protocol. */
#pragma once
#include "cyrus/compat/type.h"
#include "cyrus/view/dtype.h"
#include "cyrus/view/view.h"

typedef struct {
    PyObject_HEAD
    char *data;
    const cy_dtype *type;
    int rank, free_data, objects;               /* objects: the items are */
    void (*callback_free_data)(void *data);     /* instead of free */
    Py_ssize_t n[CY_MAX_RANK], s[CY_MAX_RANK], bytes, size;     /* size: of an item */
    PyObject *format;                           /* bytes: the text of own.format; NULL where type is another one */
    cy_dtype own;                               /* of items known by a format alone */
} cy_array;
CY_STATE(PyObject *, array_type);

CY_FN void cy_array_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    cy_array *a = (cy_array *)o;
    Py_ssize_t i;
    if (a->callback_free_data) {
        a->callback_free_data(a->data);
    } else if (a->free_data && a->data) {
        if (a->objects)
            for (i = 0; i < a->bytes; i += (Py_ssize_t)sizeof(PyObject *)) Py_XDECREF(*(PyObject **)(a->data + i));
        free(a->data);
    }
    Py_XDECREF(a->format);
    PyObject_Free(o);
    Py_DECREF((PyObject *)t);
}
CY_RARE int cy_array_getbuffer(PyObject *o, Py_buffer *b, int flags)
{
    cy_array *a = (cy_array *)o;
    int c = cy_view_contiguous(a->n, a->s, a->rank, a->type->size, 0), f = cy_view_contiguous(a->n, a->s, a->rank, a->type->size, 1);
    if (((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !c) || ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !f)
        || ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !c)) {
        PyErr_SetString(PyExc_ValueError, "Can only create a buffer that is contiguous in memory.");
        return -1;
    }
    b->buf = a->data;
    b->obj = cy_ref(o);
    b->len = a->bytes;
    b->itemsize = a->type->size;
    b->readonly = 0;
    b->ndim = a->rank;
    b->format = flags & PyBUF_FORMAT ? (char *)a->type->format : NULL;
    b->shape = flags & PyBUF_ND ? a->n : NULL;
    b->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? a->s : NULL;
    b->suboffsets = NULL;
    b->internal = NULL;
    return 0;
}
static PyType_Slot cy_array_slots[] = {{Py_tp_dealloc, (void *)cy_array_dealloc}, {Py_bf_getbuffer, (void *)cy_array_getbuffer}, {0, NULL}};
static PyType_Spec cy_array_spec = {"_cyrus.array", sizeof(cy_array), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT, cy_array_slots};

/* @init cy_array_init | sets array_type */
CY_RARE int cy_array_init(void)
{
    if (!CY(array_type)) CY(array_type) = cy_internal_type(&cy_array_spec);
    return CY(array_type) ? 0 : -1;
}

/* An array of this shape without memory. NULL on error. */
CY_FN cy_array *cy_array_bare(const cy_dtype *type, int rank, const Py_ssize_t *n, int fortran)
{
    cy_array *a;
    Py_ssize_t bytes = type->size;
    int i;
    for (i = 0; i < rank; i++) {
        if (n[i] && bytes > PY_SSIZE_T_MAX / n[i]) return (cy_array *)PyErr_NoMemory();
        bytes *= n[i];
    }
    if (!(a = PyObject_New(cy_array, (PyTypeObject *)CY(array_type)))) return NULL;
    a->data = NULL;
    a->type = type;
    a->rank = rank;
    a->free_data = 0;
    a->objects = type->kind == 'O';
    a->size = type->size;
    a->callback_free_data = NULL;
    a->bytes = bytes;
    a->format = NULL;
    for (i = 0; i < rank; i++) a->n[i] = n[i];
    cy_view_strides(n, a->s, rank, type->size, fortran);
    return a;
}

/* Memory for this shape, zeroed. NULL on error. */
CY_FN cy_array *cy_array_new(const cy_dtype *type, int rank, const Py_ssize_t *n, int fortran)
{
    cy_array *a = cy_array_bare(type, rank, n, fortran);
    if (!a) return NULL;
    if (!(a->data = (char *)calloc((size_t)(a->bytes ? a->bytes : 1), 1))) {
        Py_DECREF((PyObject *)a);
        return (cy_array *)PyErr_NoMemory();
    }
    a->free_data = 1;
    return a;
}
