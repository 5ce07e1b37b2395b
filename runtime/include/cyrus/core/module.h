/* The start of a module's exec, and the end of one that failed.
 * @cold */
#pragma once
#include "cyrus/core/state.h"
#include "cyrus/core/trace.h"

/* The interpreter that has the module. */
static PyInterpreterState *cy_module_home;

/* Says that it is loaded already. */
CY_RARE void cy_module_taken(void)
{
    PyErr_SetString(PyExc_ImportError, "this module is loaded already; it can be loaded once in a process and by one interpreter");
}

/* The module for a spec (Py_mod_create). It keeps its state in static data, so it lives in one interpreter and is made once: when its
 * file is loaded again, under another name or after it went from sys.modules, it is the same module. NULL and ImportError in another
 * interpreter. */
CY_RARE PyObject *cy_module_create(PyObject *spec, PyModuleDef *def)
{
    PyObject *name, *m;
    (void)def;
    if (CY(module)) {
        if (cy_module_home == PyInterpreterState_Get()) return cy_ref(CY(module));
        cy_module_taken();
        return NULL;
    }
    if (!(name = PyObject_GetAttrString(spec, "name"))) return NULL;
    m = PyModule_NewObject(name);
    Py_DECREF(name);
    return m;
}

/* Whether the module has begun: what is loaded again does not run again. */
CY_INLINE int cy_module_runs(PyObject *m) { return CY(module) == m; }

/* Fills the state that every unit may read. 0, or -1 with an exception. */
CY_RARE int cy_module_begin(PyObject *m)
{
    PyObject *b = PyImport_AddModule("builtins");
    if (!b) return -1;
    if (CY(module)) return cy_module_taken(), -1;
    cy_module_home = PyInterpreterState_Get();
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
    cy_module_body = body;
    if (code && f && space && !PyDict_SetItemString(space, "run", f)) r = PyEval_EvalCode(code, CY(dict), space);
    if (!r) cy_drop_entry();
    Py_XDECREF(code);
    Py_XDECREF(f);
    Py_XDECREF(space);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* After a failed exec: the module can be tried again. What it defined may live on (in atexit, in another module), so its names do, too. */
CY_RARE int cy_module_failed(PyObject *m)
{
    if (CY(module) == m) CY(module) = NULL;
    return -1;
}
