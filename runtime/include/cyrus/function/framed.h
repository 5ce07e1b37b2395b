/* Calls that come from a frame of the interpreter, for functions that look at their caller's.
 * @cold */
#pragma once
#include "cyrus/core/state.h"
#include "cyrus/core/trace.h"

CY_STATE(PyObject *, framed_code);              /* f(*a, **k), made once it is wanted */

/* Code that calls f(*a, **k), under a function's name at a line of the module's file. New, or NULL. */
CY_RARE PyObject *cy_framed_code(PyObject *name, PyObject *line)
{
    if (!CY(framed_code) && !(CY(framed_code) = Py_CompileString("f(*a, **k)", CY(files)[0], Py_eval_input))) return NULL;
    return cy_code_with(cy_ref(CY(framed_code)), Py_BuildValue("{s:O,s:O}", "co_name", name, "co_firstlineno", line));
}

CY_RARE PyObject *cy_framed_call(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *code = cy_framed_code(PyTuple_GET_ITEM(self, 1), PyTuple_GET_ITEM(self, 2)), *space = NULL, *r = NULL;
    PyObject *k = kwargs ? cy_ref(kwargs) : PyDict_New();
    if (code && k && (space = Py_BuildValue("{s:O,s:O,s:O}", "f", PyTuple_GET_ITEM(self, 0), "a", args, "k", k))) {
        r = PyEval_EvalCode(code, CY(dict), space);
        if (!r) cy_drop_entry();
    }
    Py_XDECREF(code);
    Py_XDECREF(k);
    Py_XDECREF(space);
    return r;
}

/* @op cy_framed(object f, object name, int line) -> object new | null cold
 * What calls f from a frame of this name at this line of the module. */
CY_RARE PyObject *cy_framed(PyObject *f, PyObject *name, int line)
{
    static PyMethodDef call = {"call", (PyCFunction)(void (*)(void))cy_framed_call, METH_VARARGS | METH_KEYWORDS, NULL};
    PyObject *self = Py_BuildValue("(OOi)", f, name, line), *r;
    if (!self) return NULL;
    r = PyCFunction_New(&call, self);
    Py_DECREF(self);
    return r;
}
