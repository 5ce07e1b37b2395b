/* Adding many: [*a], {*a}, {**a}, appending. */
#pragma once
#include "cyrus/core/names.h"

/* @op cy_list_append(object list, object v) -> int | neg consumes
 * list.append(v) of a list. */
CY_FN int cy_list_append(PyObject *list, PyObject *v, int own)
{
    PyListObject *l = (PyListObject *)list;
    Py_ssize_t n = PyList_GET_SIZE(list);
    int r = 0;
    if (n < l->allocated && n > l->allocated / 2) {
        PyList_SET_ITEM(list, n, cy_ref(v));
        Py_SET_SIZE((PyVarObject *)l, n + 1);
    } else {
        r = PyList_Append(list, v);
    }
    CY_OWN2(list, v);
    return r;
}

/* @op cy_append(object o, object v) -> int | neg consumes
 * o.append(v) where the result is not used. */
CY_FN int cy_append(PyObject *o, PyObject *v, int own)
{
    PyObject *q[3] = {NULL, o, v}, *r;
    if (PyList_CheckExact(o)) return cy_list_append(o, v, own);
    r = PyObject_VectorcallMethod(CY_S(append), q + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
    CY_OWN2(o, v);
    if (!r) return -1;
    Py_DECREF(r);
    return 0;
}

/* @op cy_list_extend(object list, object v) -> int | neg consumes
 * list.extend(v) of a list. */
CY_FN int cy_list_extend(PyObject *list, PyObject *v, int own)
{
    Py_ssize_t n = PyList_GET_SIZE(list);
    PyObject *it;
    int r = -1;
    if (PyList_CheckExact(v) || PyTuple_CheckExact(v)) {
        r = PyList_SetSlice(list, n, n, v);
    } else if ((it = PyObject_GetIter(v))) {
        r = PyObject_LengthHint(v, 8) < 0 ? -1 : PyList_SetSlice(list, n, n, it);
        Py_DECREF(it);
    }
    CY_OWN2(list, v);
    return r;
}

/* @op cy_list_star(object list, object v) -> int | neg consumes
 * [..., *v] */
CY_FN int cy_list_star(PyObject *list, PyObject *v, int own)
{
    int r = cy_list_extend(list, v, 0);
#ifdef CY_PLAIN_PYTHON
    if (r && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(v)->tp_iter && !PySequence_Check(v)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(v)->tp_name);
    }
#endif
    CY_OWN2(list, v);
    return r;
}

/* @op cy_set_update(object s, object v) -> int | neg consumes
 * {..., *v} */
CY_FN int cy_set_update(PyObject *s, PyObject *v, int own)
{
    PyObject *x, *it = PyObject_GetIter(v);
    int r = it ? 0 : -1;
    while (!r && (x = PyIter_Next(it))) {
        r = PySet_Add(s, x);
        Py_DECREF(x);
    }
    Py_XDECREF(it);
    CY_OWN2(s, v);
    return r || PyErr_Occurred() ? -1 : 0;
}

/* @op cy_dict_update(object d, object m) -> int | neg consumes
 * {..., **m} */
CY_FN int cy_dict_update(PyObject *d, PyObject *m, int own)
{
    int r = PyDict_Update(d, m);
    if (r && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(m)->tp_name);
    CY_OWN2(d, m);
    return r;
}
