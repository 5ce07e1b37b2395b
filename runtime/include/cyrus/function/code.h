/* The code object of a function: what inspect and others read; it is never run.
 * @cold */
#pragma once
#include "cyrus/function/def.h"

/* A new reference, or NULL. */
CY_RARE PyObject *cy_function_code(cy_func *f)
{
    const cy_def *d = f->def;
    int i, n = d->npos + d->nkwonly + !!(d->flags & CY_VARARGS) + !!(d->flags & CY_VARKEYWORDS);
    PyObject *blank, *names, *free_names, *kw = NULL, *replace = NULL, *none = NULL;
    if (f->code) return cy_ref(f->code);
    blank = (PyObject *)PyCode_NewEmpty(CY(files)[d->file], PyUnicode_AsUTF8(CY(strings)[d->name]), d->line);
    names = PyTuple_New(n);
    free_names = PyTuple_New(d->nfree);
    if (blank && names && free_names) {
        for (i = 0; i < n; i++) PyTuple_SET_ITEM(names, i, cy_ref(CY_ARG_NAME(d, i)));
        for (i = 0; i < d->nfree; i++) PyTuple_SET_ITEM(free_names, i, cy_ref(CY_ARG_NAME(d, n + i)));
        kw = Py_BuildValue("{s:i,s:i,s:i,s:i,s:O,s:O,s:i,s:O}", "co_argcount", (int)d->npos, "co_posonlyargcount", (int)d->nposonly,
                           "co_kwonlyargcount", (int)d->nkwonly, "co_nlocals", n, "co_varnames", names, "co_freevars", free_names,
                           "co_flags", 3 | (d->flags & ~(CY_PYTHON_WORDS | CY_BUILTIN | CY_NO_KEYWORDS)),
                           "co_name", CY(strings)[d->name]);
#if PY_VERSION_HEX >= 0x030B0000
        if (kw && PyDict_SetItemString(kw, "co_qualname", CY(strings)[d->qualname])) Py_CLEAR(kw);
#endif
        if (kw && (replace = PyObject_GetAttrString(blank, "replace")) && (none = PyTuple_New(0))) f->code = PyObject_Call(replace, none, kw);
    }
    Py_XDECREF(blank);
    Py_XDECREF(names);
    Py_XDECREF(free_names);
    Py_XDECREF(kw);
    Py_XDECREF(replace);
    Py_XDECREF(none);
    Py_XINCREF(f->code);
    return f->code;
}
