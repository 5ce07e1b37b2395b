/* Methods of builtin types, where the type is known. The receivers are exact or subclasses without a method of that name. */
#pragma once
#include "cyrus/object/item.h"

/* @op cy_list_pop(object list) -> object new | null
 * list.pop() */
CY_FN PyObject *cy_list_pop(PyObject *list)
{
    Py_ssize_t n = PyList_GET_SIZE(list);
    PyObject *r;
    if (!n) return PyErr_SetString(PyExc_IndexError, "pop from empty list"), (PyObject *)NULL;
    r = cy_ref(PyList_GET_ITEM(list, n - 1));
    if (PyList_SetSlice(list, n - 1, n, NULL)) Py_CLEAR(r);
    return r;
}

/* @op cy_list_pop_at(object list, Py_ssize_t i) -> object new | null
 * list.pop(i) */
CY_FN PyObject *cy_list_pop_at(PyObject *list, Py_ssize_t i)
{
    Py_ssize_t n = PyList_GET_SIZE(list);
    PyObject *r;
    if (!n) return PyErr_SetString(PyExc_IndexError, "pop from empty list"), (PyObject *)NULL;
    if (i < 0) i += n;
    if (i < 0 || i >= n) return PyErr_SetString(PyExc_IndexError, "pop index out of range"), (PyObject *)NULL;
    r = cy_ref(PyList_GET_ITEM(list, i));
    if (PyList_SetSlice(list, i, i + 1, NULL)) Py_CLEAR(r);
    return r;
}

/* @op cy_list_insert(object list, Py_ssize_t i, object v) -> int | neg
 * list.insert(i, v) */
CY_FN int cy_list_insert(PyObject *list, Py_ssize_t i, PyObject *v) { return PyList_Insert(list, i, v); }
/* @op cy_list_sort(object list) -> int | neg
 * list.sort() */
CY_FN int cy_list_sort(PyObject *list) { return PyList_Sort(list); }
/* @op cy_list_reverse(object list) -> int | neg
 * list.reverse() */
CY_FN int cy_list_reverse(PyObject *list) { return PyList_Reverse(list); }

/* @op cy_dict_get(object d, object k, object other) -> object new | null
 * d.get(k, other) */
CY_FN PyObject *cy_dict_get(PyObject *d, PyObject *k, PyObject *other)
{
    PyObject *r = PyDict_GetItemWithError(d, k);
    return r ? cy_ref(r) : PyErr_Occurred() ? NULL : cy_ref(other);
}
/* @op cy_dict_setdefault(object d, object k, object v) -> object new | null
 * d.setdefault(k, v) */
CY_FN PyObject *cy_dict_setdefault(PyObject *d, PyObject *k, PyObject *v)
{
    PyObject *r = PyDict_SetDefault(d, k, v);
    Py_XINCREF(r);
    return r;
}
/* @op cy_dict_pop(object d, object k, object other) -> object new | null
 * d.pop(k, other); without other, a missing key is a KeyError: pass NULL. */
CY_FN PyObject *cy_dict_pop(PyObject *d, PyObject *k, PyObject *other)
{
    PyObject *r = PyDict_GetItemWithError(d, k);
    if (!r) {
        if (PyErr_Occurred()) return NULL;
        if (other) return cy_ref(other);
        cy_key_error(k);
        return NULL;
    }
    Py_INCREF(r);
    if (PyDict_DelItem(d, k)) Py_CLEAR(r);
    return r;
}
/* @op cy_dict_keys(object d) -> object new | null
 * list(d.keys()) */
CY_FN PyObject *cy_dict_keys(PyObject *d) { return PyDict_Keys(d); }
/* @op cy_dict_copy(object d) -> object new | null
 * d.copy() */
CY_FN PyObject *cy_dict_copy(PyObject *d) { return PyDict_Copy(d); }
/* @op cy_dict_clear(object d) -> void | never
 * d.clear() */
CY_FN void cy_dict_clear(PyObject *d) { PyDict_Clear(d); }
/* @op cy_set_discard(object s, object v) -> int | neg
 * s.discard(v); 1 if it was there. A set, which has no hash, stands for a frozenset of the same. */
CY_FN int cy_set_discard(PyObject *s, PyObject *v)
{
    PyObject *frozen;
    int r = PySet_Discard(s, v);
    if (r >= 0 || !PySet_Check(v) || !PyErr_ExceptionMatches(PyExc_TypeError)) return r;
    PyErr_Clear();
    if (!(frozen = PyFrozenSet_New(v))) return -1;
    r = PySet_Discard(s, frozen);
    Py_DECREF(frozen);
    return r;
}
/* @op cy_str_join(object s, object parts) -> object new | null
 * s.join(parts) */
CY_FN PyObject *cy_str_join(PyObject *s, PyObject *parts) { return PyUnicode_Join(s, parts); }
/* @op cy_str_tailmatch(object s, object part, Py_ssize_t start, Py_ssize_t end, int direction) -> int | neg
 * s.startswith(part, start, end) with direction -1, endswith with 1; part is a str or a tuple. */
CY_FN int cy_str_tailmatch(PyObject *s, PyObject *part, Py_ssize_t start, Py_ssize_t end, int direction)
{
    Py_ssize_t i;
    if (!PyTuple_Check(part)) return (int)PyUnicode_Tailmatch(s, part, start, end, direction);
    for (i = 0; i < PyTuple_GET_SIZE(part); i++) {
        int r = (int)PyUnicode_Tailmatch(s, PyTuple_GET_ITEM(part, i), start, end, direction);
        if (r) return r;
    }
    return 0;
}
