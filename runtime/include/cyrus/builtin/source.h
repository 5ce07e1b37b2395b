/* exec() and eval() of text.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

/* What exec (or eval) is to run: text is compiled with the __future__ features of this module (annotations: it has that one);
 * the interpreter would take those of the frame that called it, which is not this module's. Anything else is as it was. NULL: an exception. */
CY_RARE PyObject *cy_source_code(PyObject *source, int eval, int annotations)
{
    PyCompilerFlags flags;
    PyObject *bytes, *r = NULL;
    char *text;
    Py_ssize_t n;
    if (!PyUnicode_Check(source) && !PyBytes_Check(source)) return cy_ref(source);
    memset(&flags, 0, sizeof flags);
    flags.cf_flags = PyCF_SOURCE_IS_UTF8 | (annotations ? CO_FUTURE_ANNOTATIONS : 0);
    flags.cf_feature_version = PY_MINOR_VERSION;
    if (PyUnicode_Check(source)) {
        flags.cf_flags |= PyCF_IGNORE_COOKIE;
        bytes = PyUnicode_AsUTF8String(source);
    } else bytes = cy_ref(source);
    if (!bytes) return NULL;
    text = PyBytes_AS_STRING(bytes);
    n = PyBytes_GET_SIZE(bytes);
    if ((Py_ssize_t)strlen(text) != n) r = cy_ref(source); /* the builtin says what is wrong with it */
    else {
        if (eval) text += strspn(text, " \t");
        r = Py_CompileStringFlags(text, "<string>", eval ? Py_eval_input : Py_file_input, &flags);
    }
    Py_DECREF(bytes);
    return r;
}

/* @op cy_run_source(object source, object globals, object locals, int eval, int annotations) -> object new | null cold
 * exec(source, globals, locals), or with eval eval(...): the builtin's own, but for the features that text is compiled with, and
 * that no globals are the module's. */
CY_RARE PyObject *cy_run_source(PyObject *source, PyObject *globals, PyObject *locals, int eval, int annotations)
{
    PyObject *f = PyDict_GetItemString(CY(builtins), eval ? "eval" : "exec"), *code, *r;
    if (!f) return PyErr_Format(PyExc_NameError, "name '%s' is not defined", eval ? "eval" : "exec");
    if (!(code = cy_source_code(source, eval, annotations))) return NULL;
    if (globals == Py_None) globals = CY(dict);
    Py_INCREF(f);
    r = PyObject_CallFunctionObjArgs(f, code, globals, locals, NULL);
    Py_DECREF(f);
    Py_DECREF(code);
    return r;
}
