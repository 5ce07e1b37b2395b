/* Items of C++ containers whose C++ type does not tell what they are as objects: truth values, characters, members of Python
 * enums, structs, C tuples. For the last three a module specialises cy_cpp for a face of its own. Nothing here is for C. */
#pragma once
#include "cyrus/convert/char.h"
#include "cyrus/convert/ctuple.h"
#include "cyrus/convert/union.h"
#include "cyrus/ext/stl.h"
#include "cyrus/object/exactly.h"
#include "cyrus/object/index.h"
#include "cyrus/typing/enums.h"

#ifdef __cplusplus
/* Truth values that are no bool in C++.
 * @defines cy_face_bool
 * @uses cy_cpp */
struct cy_face_bool;
template <> struct cy_cpp<cy_face_bool> {
    static PyObject *give(int v) { return PyBool_FromLong(v); }
    static int take(PyObject *o, int *v) { return (*v = PyObject_IsTrue(o)) < 0 ? -1 : 0; }
};
#endif

#ifdef __cplusplus
/* Characters.
 * @defines cy_face_char
 * @uses cy_cpp */
struct cy_face_char;
template <> struct cy_cpp<cy_face_char> {
    static PyObject *give(Py_UCS4 v) { return cy_from_ucs4(v); }
    template <typename T> static int take(PyObject *o, T *v)
    {
        Py_UCS4 c = cy_to_ucs4(o);
        *v = (T)c;
        return c == (Py_UCS4)-1 && PyErr_Occurred() ? -1 : 0;
    }
};
#endif

#ifdef __cplusplus
/* The member of a cpdef enum for a value: of this module, or of the module of that name. New, NULL on failure. */
CY_RARE PyObject *cy_cpp_member(const char *module, const char *name, long v)
{
    PyObject *m = module ? PyUnicode_FromString(module) : cy_ref(Py_None), *n = PyUnicode_FromString(name), *i = PyLong_FromLong(v), *r = NULL;
    if (m && n && i) r = cy_enum_member(m, n, i);
    Py_XDECREF(m);
    Py_XDECREF(n);
    Py_XDECREF(i);
    return r;
}
#endif

#ifdef __cplusplus
/* A field of a struct goes into a dict, under its name; and is found in a mapping. 0, or -1 and an exception.
 * @uses cy_cpp */
template <typename F, typename T> static int cy_cpp_put(PyObject *d, const char *name, const T &v)
{
    PyObject *x = cy_cpp<F>::give(v);
    int r = x ? PyDict_SetItemString(d, name, x) : -1;
    Py_XDECREF(x);
    return r;
}
template <typename F, typename T> static int cy_cpp_get(PyObject *o, const char *name, T *v)
{
    PyObject *n = PyUnicode_FromString(name), *x = n ? cy_struct_item(o, n) : NULL;
    int r = x ? cy_cpp<F>::take(x, v) : -1;
    Py_XDECREF(n);
    Py_XDECREF(x);
    return r;
}
#endif

#ifdef __cplusplus
/* An item of a C tuple goes into a tuple; and is found in a sequence. 0, or -1 and an exception. */
template <typename F, typename T> static int cy_cpp_place(PyObject *t, Py_ssize_t i, const T &v)
{
    PyObject *x = cy_cpp<F>::give(v);
    if (!x) return -1;
    PyTuple_SET_ITEM(t, i, x);
    return 0;
}
template <typename F, typename T> static int cy_cpp_item(PyObject *o, Py_ssize_t i, T *v)
{
    PyObject *x = PySequence_GetItem(o, i);
    int r = x ? cy_cpp<F>::take(x, v) : -1;
    Py_XDECREF(x);
    return r;
}
#endif

#ifdef __cplusplus
/* C arrays of n items with the face F: lists, and iterables of as many items.
 * @defines cy_face_array
 * @uses cy_cpp */
template <typename F, Py_ssize_t n> struct cy_face_array;
template <typename F, Py_ssize_t n> struct cy_cpp<cy_face_array<F, n>> {
    template <typename T> static PyObject *give(const T &v)
    {
        PyObject *r = PyList_New(n);
        for (Py_ssize_t i = 0; r && i < n; i++) {
            PyObject *x = cy_cpp<F>::give(v[i]);
            if (x) PyList_SET_ITEM(r, i, x);
            else Py_CLEAR(r);
        }
        return r;
    }
    template <typename T> static int take(PyObject *o, T *v)
    {
        PyObject *items = cy_exactly(o, n);
        int r = items ? 0 : -1;
        for (Py_ssize_t i = 0; r == 0 && i < n; i++) {
            PyObject *x = cy_exact_item(items, i);
            r = x ? cy_cpp<F>::take(x, *v + i) : -1;
            Py_XDECREF(x);
        }
        Py_XDECREF(items);
        return r;
    }
};
#endif

#ifdef __cplusplus
/* Which of the n names of a union's fields the mapping o has a value for; -1 and an exception unless it is exactly one. */
CY_RARE Py_ssize_t cy_cpp_union_field(PyObject *o, const char *const *names, Py_ssize_t n)
{
    PyObject *t = PyTuple_New(n);
    Py_ssize_t i, r = t ? 0 : -1;
    for (i = 0; r == 0 && i < n; i++) {
        PyObject *name = PyUnicode_FromString(names[i]);
        if (name) PyTuple_SET_ITEM(t, i, name);
        else r = -1;
    }
    if (r == 0) r = cy_union_field(o, &PyTuple_GET_ITEM(t, 0), n);
    Py_XDECREF(t);
    return r;
}
#endif
