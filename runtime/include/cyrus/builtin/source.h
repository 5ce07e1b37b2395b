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

/* The arguments of eval and exec with globals and locals where the caller gave none; what was given as keywords goes from the
 * dict. A new tuple, or NULL. */
CY_RARE PyObject *cy_run_arguments(PyObject *args, PyObject *keywords, PyObject *locals, int eval, int annotations)
{
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *named_globals = PyDict_GetItemString(keywords, "globals"), *named_locals = PyDict_GetItemString(keywords, "locals");
    PyObject *globals = n > 1 ? PyTuple_GET_ITEM(args, 1) : named_globals, *inner = n > 2 ? PyTuple_GET_ITEM(args, 2) : named_locals;
    PyObject *code, *r;
    PyObject *closure = eval ? NULL : PyDict_GetItemString(keywords, "closure");
    int unknown = PyDict_GET_SIZE(keywords) > !!named_globals + !!named_locals + !!closure;
    int twice = (n > 1 && named_globals) || (n > 2 && named_locals);
    int refused = PY_VERSION_HEX < 0x030D0000 && (eval ? PyDict_GET_SIZE(keywords) > 0 : named_globals || named_locals);
    if (!n || n > 3 || twice || refused || unknown) return cy_ref(args);       /* the builtin says what is wrong with them */
    code = PyTuple_GET_ITEM(args, 0);
    if (!(code = closure ? cy_ref(code) : cy_source_code(code, eval, annotations))) return NULL;
    if (!globals || globals == Py_None) {
        globals = CY(dict);
        if (!inner || inner == Py_None) inner = locals;
    }
    r = PyTuple_Pack(3, code, globals, inner ? inner : Py_None);
    Py_DECREF(code);
    if ((named_globals && PyDict_DelItemString(keywords, "globals")) || (named_locals && PyDict_DelItemString(keywords, "locals"))) Py_CLEAR(r);
    return r;
}

/* @op cy_run_named(object args, object keywords, object locals, int eval, int annotations) -> object new | null cold
 * exec(*args, **keywords), or with eval eval(...), as cy_run_source; locals are those of the place, for who gives none. */
CY_RARE PyObject *cy_run_named(PyObject *args, PyObject *keywords, PyObject *locals, int eval, int annotations)
{
    PyObject *f = PyDict_GetItemString(CY(builtins), eval ? "eval" : "exec"), *given, *r;
    if (!f) return PyErr_Format(PyExc_NameError, "name '%s' is not defined", eval ? "eval" : "exec");
    Py_INCREF(f);
    given = cy_run_arguments(args, keywords, locals, eval, annotations);
    r = given ? PyObject_Call(f, given, PyDict_GET_SIZE(keywords) ? keywords : NULL) : NULL;
    Py_XDECREF(given);
    Py_DECREF(f);
    return r;
}
