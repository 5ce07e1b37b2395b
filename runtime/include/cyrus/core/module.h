/* The start of a module's exec, and the end of one that failed.
 * @cold */
#pragma once
#include "cyrus/core/state.h"
#include <frameobject.h>

/* Fills the state that every unit may read. The module keeps its state in static data, so it lives in one interpreter
 * and is made once. 0, or -1 with ImportError. */
CY_RARE int cy_module_begin(PyObject *m)
{
    PyObject *b = PyImport_AddModule("builtins");
    if (!b) return -1;
    if (CY(module) && CY(module) != m) {
        PyErr_SetString(PyExc_ImportError, "this module is loaded already; it can be loaded once in a process and by one interpreter");
        return -1;
    }
    Py_XDECREF(CY(module));
    CY(module) = cy_ref(m);
    CY(dict) = PyModule_GetDict(m);
    CY(builtins) = PyModule_GetDict(b);
    CY(module_name) = PyDict_GetItemString(CY(dict), "__name__");
    if (!CY(module_name)) return PyErr_SetString(PyExc_SystemError, "module without a name"), -1;
    Py_INCREF(CY(module_name));
    return PyDict_SetItemString(CY(dict), "__builtins__", b);
}

static int (*cy_module_body)(void);
CY_RARE PyObject *cy_module_call(PyObject *self, PyObject *x)
{
    (void)self;
    (void)x;
    return cy_module_body() ? NULL : cy_ref(Py_None);
}
static PyMethodDef cy_module_call_def = {"run", cy_module_call, METH_NOARGS, NULL};

/* Runs the module's code as what a frame of the interpreter calls, whose globals are the module's: what looks at its caller
 * (namedtuple, TypeVar, warnings) sees the module. An exception keeps no trace of that frame. 0 or -1. */
CY_RARE int cy_module_run(int (*body)(void), const char *file)
{
    PyObject *code = Py_CompileString("run()", file, Py_eval_input), *f = PyCFunction_New(&cy_module_call_def, NULL), *space = PyDict_New(), *r = NULL;
    PyObject *t, *v, *b, *next;
    cy_module_body = body;
    if (code && f && space && !PyDict_SetItemString(space, "run", f)) r = PyEval_EvalCode(code, CY(dict), space);
    if (!r) {
        PyErr_Fetch(&t, &v, &b);
        if (b) {
            next = (PyObject *)((PyTracebackObject *)b)->tb_next;
            Py_XINCREF(next);
            Py_DECREF(b);
            b = next;
        }
        PyErr_Restore(t, v, b);
    }
    Py_XDECREF(code);
    Py_XDECREF(f);
    Py_XDECREF(space);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* After a failed exec: forgets the module, so that it can be tried again. */
CY_RARE int cy_module_failed(void)
{
    PyObject *m = CY(module);
    CY(module) = NULL;
    CY(dict) = NULL;
    Py_XDECREF(m);
    return -1;
}
