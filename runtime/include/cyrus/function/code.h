/* The code object of a function: what inspect and others read; it is never run.
 * @cold */
#pragma once
#include "cyrus/function/def.h"

/* A list of the names that stand in a text with spaces between them, behind those in the table of arguments from `first` on; a new
 * reference to a tuple, or NULL. */
CY_RARE PyObject *cy_code_names(const cy_def *d, int first, int n, const char *own)
{
    PyObject *list = PyList_New(0), *name, *tuple;
    const char *end;
    int i;
    for (i = 0; list && i < n; i++) {
        if (PyList_Append(list, CY_ARG_NAME(d, first + i))) Py_CLEAR(list);
    }
    for (; list && own; own = *end ? end + 1 : NULL) {
        end = strchr(own, ' ');
        if (!end) end = own + strlen(own);
        name = PyUnicode_FromStringAndSize(own, end - own);
        if (!name || PyList_Append(list, name)) Py_CLEAR(list);
        Py_XDECREF(name);
    }
    tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

/* The code object of a function with this row. A new reference, or NULL. */
CY_RARE PyObject *cy_def_code(const cy_def *d)
{
    int n = d->npos + d->nkwonly + !!(d->flags & CY_VARARGS) + !!(d->flags & CY_VARKEYWORDS);
    PyObject *names = cy_code_names(d, 0, n, d->own), *free_names = cy_code_names(d, n, d->nfree, NULL), *kw = NULL;
    if (names && free_names) {
        kw = Py_BuildValue("{s:i,s:i,s:i,s:n,s:O,s:O,s:i,s:O}", "co_argcount", (int)d->npos, "co_posonlyargcount", (int)d->nposonly,
                           "co_kwonlyargcount", (int)d->nkwonly, "co_nlocals", PyTuple_GET_SIZE(names), "co_varnames", names,
                           "co_freevars", free_names, "co_flags", 3 | (d->flags & ~(CY_PYTHON_WORDS | CY_BUILTIN | CY_NO_KEYWORDS)),
                           "co_name", CY(strings)[d->name]);
#if PY_VERSION_HEX >= 0x030B0000
        if (kw && PyDict_SetItemString(kw, "co_qualname", CY(strings)[d->qualname])) Py_CLEAR(kw);
#endif
    }
    Py_XDECREF(names);
    Py_XDECREF(free_names);
    return cy_code_with(kw ? (PyObject *)PyCode_NewEmpty(CY(files)[d->file], PyUnicode_AsUTF8(CY(strings)[d->name]), d->line) : NULL, kw);
}

/* The code object of a function: made once. A new reference, or NULL. */
CY_RARE PyObject *cy_function_code(cy_func *f)
{
    if (!f->code) f->code = cy_def_code(f->def);
    Py_XINCREF(f->code);
    return f->code;
}
