/* C functions, variables and types that modules give each other, as Cython's modules do it.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

/* @op cy_capi_export(const char *name, void *pointer, const char *signature) -> int | neg cold
 * Puts a C function or the address of a C variable into the module's __pyx_capi__. Cast a function by (void *)(Py_uintptr_t). */
CY_RARE int cy_capi_export(const char *name, void *pointer, const char *signature)
{
    PyObject *c, *d = PyDict_GetItemString(CY(dict), "__pyx_capi__");
    int r;
    if (d) Py_INCREF(d);
    else if (!(d = PyDict_New()) || PyDict_SetItemString(CY(dict), "__pyx_capi__", d)) return Py_XDECREF(d), -1;
    c = PyCapsule_New(pointer, signature, NULL);
    r = c ? PyDict_SetItemString(d, name, c) : -1;
    Py_XDECREF(c);
    Py_DECREF(d);
    return r;
}

/* @op cy_capi_import(object module, const char *name, const char *signature, const char *kind) -> void * | null cold
 * The C function or variable (kind, for errors) of another module; the signatures must be the same text. */
CY_RARE void *cy_capi_import(PyObject *module, const char *name, const char *signature, const char *kind)
{
    PyObject *c, *d = PyObject_GetAttrString(module, "__pyx_capi__");
    const char *text = PyModule_GetName(module);
    void *r = NULL;
    if (!d || !text) return Py_XDECREF(d), (void *)NULL;
    c = PyDict_GetItemString(d, name);
    if (!c) PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %.8s %.200s", text, kind, name);
    else if (!PyCapsule_IsValid(c, signature)) {
        PyErr_Format(PyExc_TypeError, "C %.8s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)", kind, text, name, signature, PyCapsule_GetName(c));
    } else {
        r = PyCapsule_GetPointer(c, signature);
    }
    Py_DECREF(d);
    return r;
}

/* @op cy_capi_native(object module, const char *name, const char *signature) -> void * | never cold
 * The same C function as Cyrus's modules call it, whose views have other layouts; NULL if the module is none of them. */
CY_RARE void *cy_capi_native(PyObject *module, const char *name, const char *signature)
{
    PyObject *c, *d = PyObject_GetAttrString(module, "__pyx_capi__");
    void *r = NULL;
    if (d && (c = PyDict_GetItemString(d, name)) && PyCapsule_IsValid(c, signature)) r = PyCapsule_GetPointer(c, signature);
    Py_XDECREF(d);
    PyErr_Clear();
    return r;
}

/* what is done if an imported type is larger than was declared */
enum { CY_SIZE_ERROR, CY_SIZE_WARN, CY_SIZE_IGNORE };
/* @op cy_type_import(object module, const char *module_name, const char *name, size_t size, size_t alignment, int check) -> object new | null cold
 * An extension type of another module, whose instances must have at least this size. */
CY_RARE PyObject *cy_type_import(PyObject *module, const char *module_name, const char *name, size_t size, size_t alignment, int check)
{
    PyObject *r = PyObject_GetAttrString(module, name);
    Py_ssize_t basic, item;
    if (!r) return NULL;
    if (!PyType_Check(r)) {
        PyErr_Format(PyExc_TypeError, "%.200s.%.200s is not a type object", module_name, name);
        goto bad;
    }
    basic = ((PyTypeObject *)r)->tp_basicsize;
    item = ((PyTypeObject *)r)->tp_itemsize;
    if (item && item < (Py_ssize_t)alignment) item = (Py_ssize_t)alignment;
    if ((size_t)(basic + item) < size || (check == CY_SIZE_ERROR && ((size_t)basic > size || (size_t)(basic + item) < size))) {
        PyErr_Format(PyExc_ValueError, "%.200s.%.200s size changed, may indicate binary incompatibility. Expected %zd from C header, got %zd from PyObject",
                     module_name, name, (Py_ssize_t)size, basic + item);
        goto bad;
    }
    if (check == CY_SIZE_WARN && (size_t)basic > size
        && PyErr_WarnFormat(NULL, 0, "%.200s.%.200s size changed, may indicate binary incompatibility. Expected %zd from C header, got %zd from PyObject",
                            module_name, name, (Py_ssize_t)size, basic) < 0) goto bad;
    return r;
bad:
    Py_DECREF(r);
    return NULL;
}
