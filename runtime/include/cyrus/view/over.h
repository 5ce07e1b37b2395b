/* Memory of C code as an array: `<int[:n, :m]>pointer`, and C arrays that are assigned to views.
 * @cold */
#pragma once
#include "cyrus/view/face.h"

/* @op cy_array_over(const void *p, const cy_dtype *t, int rank, int fortran, const Py_ssize_t *n) -> object new | null
 * An array over memory of another owner, which it does not free. */
CY_RARE PyObject *cy_array_over(const void *p, const cy_dtype *t, int rank, int fortran, const Py_ssize_t *n)
{
    cy_array *a;
    int i;
    (void)CY(array_face);                       /* the array is seen from Python */
    if (!p) return PyErr_Format(PyExc_ValueError, "Cannot create cython.array from NULL pointer");
    for (i = 0; i < rank; i++)
        if (n[i] <= 0) return PyErr_Format(PyExc_ValueError, "Invalid shape in axis %d: %zd.", i, n[i]);
    if ((a = cy_array_bare(t, rank, n, fortran))) a->data = (char *)p;
    return (PyObject *)a;
}
