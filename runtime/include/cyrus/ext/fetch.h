/* Types, functions and variables of other modules, when a module starts.
 * @cold */
#pragma once
#include "cyrus/ext/share.h"

#ifdef __cplusplus
#define CY_ALIGN(T) alignof(T)
#elif defined(_MSC_VER)
#define CY_ALIGN(T) __alignof(T)
#else
#define CY_ALIGN(T) _Alignof(T)
#endif

/* An extension type of a module, which is imported: a new reference or NULL. */
CY_RARE PyObject *cy_import_type(const char *module, const char *name, size_t size, size_t alignment, int check)
{
    PyObject *t, *m = PyImport_ImportModule(module);
    if (!m) return NULL;
    t = cy_type_import(m, module, name, size, alignment, check);
    Py_DECREF(m);
    return t;
}

/* A C function or the address of a C variable of a module, which is imported; NULL on error. */
CY_RARE void *cy_import_c(const char *module, const char *name, const char *signature, const char *kind)
{
    void *p;
    PyObject *m = PyImport_ImportModule(module);
    if (!m) return NULL;
    p = cy_capi_import(m, name, signature, kind);
    Py_DECREF(m);
    return p;
}

/* @op cy_import_native(const char *module, const char *name, const char *signature) -> void * | never cold
 * cy_capi_native of the module of this name, which may be missing. */
CY_RARE void *cy_import_native(const char *module, const char *name, const char *signature)
{
    void *p;
    PyObject *m = PyImport_ImportModule(module);
    p = m ? cy_capi_native(m, name, signature) : NULL;
    Py_XDECREF(m);
    PyErr_Clear();
    return p;
}
