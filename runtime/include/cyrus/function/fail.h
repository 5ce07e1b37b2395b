/* Why a call could not be bound to the arguments of a function. The words are Cython's; modules of plain Python have those of
 * the interpreter that runs.
 * @cold */
#pragma once
#include "cyrus/function/code.h"
#include "cyrus/function/defaults.h"

/* n positional arguments are too many or, with those that are missing, too few. Always -1. */
CY_RARE int cy_bad_count(cy_func *f, Py_ssize_t n)
{
    Py_ssize_t most = f->def->npos, least = most - (f->defaults ? PyTuple_GET_SIZE(f->defaults) : 0);
    Py_ssize_t expected = n < least ? least : most;
    int exact = least == most && !(f->def->flags & CY_VARARGS);
    PyErr_Format(PyExc_TypeError, "%U() takes %s %zd positional argument%s (%zd given)", f->name,
                 exact ? "exactly" : n < least ? "at least" : "at most", expected, expected == 1 ? "" : "s", n);
    return -1;
}

/* The keyword has no argument. Always -1. */
CY_RARE int cy_bad_keyword(cy_func *f, PyObject *key)
{
    if (!PyUnicode_Check(key)) PyErr_Format(PyExc_TypeError, "%U() keywords must be strings", f->name);
    else PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%U'", f->name, key);
    return -1;
}

/* There are keywords, and the function takes none. Always -1. */
CY_RARE int cy_bad_keywords(cy_func *f)
{
    PyErr_Format(PyExc_TypeError, "%U() takes no keyword arguments", f->name);
    return -1;
}

/* The argument was given twice. Always -1. */
CY_RARE int cy_bad_twice(cy_func *f, PyObject *key)
{
    PyErr_Format(PyExc_TypeError, "%U() got multiple values for keyword argument '%U'", f->name, key);
    return -1;
}

/* The parameter that a keyword names which is equal to its name but not the same object, -1 if none, -2 on error. */
CY_RARE Py_ssize_t cy_bind_equal(const cy_def *d, PyObject *key)
{
    Py_ssize_t i, nt = d->npos + d->nkwonly;
    int c = 0;
    if (!PyUnicode_Check(key)) return -1;
    for (i = d->nposonly; i < nt && !(c = PyObject_RichCompareBool(key, CY_ARG_NAME(d, i), Py_EQ)); i++) {}
    return c < 0 ? -2 : c ? i : -1;
}

/* A keyword-only argument is missing. Always -1. */
CY_RARE int cy_bad_missing(cy_func *f, PyObject *key)
{
    PyErr_Format(PyExc_TypeError, "%U() needs keyword-only argument %U", f->name, key);
    return -1;
}

/* After one of these, in a module of plain Python: the interpreter itself says what is wrong with the call, by a function of
 * its own with the same signature. Always -1. */
CY_RARE int cy_bad_call(cy_func *f, PyObject *const *args, Py_ssize_t n, PyObject *kw)
{
    PyObject *code, *same, *defaults, *r = NULL;
    if (!(f->def->flags & CY_PYTHON_WORDS) || !PyErr_ExceptionMatches(PyExc_TypeError)) return -1;
    PyErr_Clear();
    if (!(code = cy_function_code(f))) return -1;
    same = PyFunction_NewWithQualName(code, CY(dict), f->qualname);
    Py_DECREF(code);
    if (!same) return -1;
    defaults = cy_kwdefaults(f);
    if (defaults && !PyFunction_SetDefaults(same, f->defaults ? f->defaults : Py_None) && !PyFunction_SetKwDefaults(same, defaults)
        && (r = PyObject_Vectorcall(same, args, (size_t)n, kw))) PyErr_SetString(PyExc_SystemError, "a call failed that the interpreter can make");
    Py_XDECREF(r);
    Py_DECREF(same);
    return -1;
}
