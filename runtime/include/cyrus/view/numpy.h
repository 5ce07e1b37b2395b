/* ndarrays without NumPy's headers: fields that have stood at these places from NumPy 1.0 to 2.x, tried out on a known
 * array before they are trusted. NumPy is never imported. */
#pragma once
#include "cyrus/core/names.h"

typedef struct { PyObject_HEAD PyObject *typeobj; char kind, type, byteorder, flags; int type_num; } cy_numpy_descr;
typedef struct { PyObject_HEAD char *data; int nd; Py_ssize_t *dim, *stride; PyObject *base; cy_numpy_descr *descr; int flags; } cy_numpy_array;
enum { CY_NUMPY_C = 1, CY_NUMPY_F = 2, CY_NUMPY_ALIGNED = 0x100, CY_NUMPY_WRITEABLE = 0x400 };

CY_STATE(PyObject *, ndarray);          /* the type, once its layout has been seen to be the known one */
CY_STATE(int, no_ndarray);              /* the layout is another one */

/* Called with the type of an object that came by the slow path: finds out about ndarray. Leaves no exception. */
CY_RARE void cy_numpy_find(PyTypeObject *t)
{
    PyObject *m, *a = NULL, *d = NULL;
    if (CY(ndarray) || CY(no_ndarray) || strcmp(t->tp_name, "numpy.ndarray")) return;
    if ((m = PyImport_GetModule(CY_S(numpy)))) a = PyObject_GetAttr(m, CY_S(ndarray));
    if (a == (PyObject *)t && t->tp_basicsize >= (Py_ssize_t)sizeof(cy_numpy_array) && (d = PyObject_CallMethod(m, "zeros", "((ii))", 2, 3)) && Py_TYPE(d) == t) {
        cy_numpy_array *x = (cy_numpy_array *)d;
        if (x->nd == 2 && x->dim[0] == 2 && x->dim[1] == 3 && x->stride[0] == 24 && x->stride[1] == 8 && (x->flags & 0x507) == 0x505
            && x->descr->type_num == 12 && x->descr->byteorder == '=' && x->descr->kind == 'f') CY(ndarray) = cy_ref(a);
    }
    if (!CY(ndarray)) CY(no_ndarray) = 1;
    PyErr_Clear();
    Py_XDECREF(m);
    Py_XDECREF(a);
    Py_XDECREF(d);
}
