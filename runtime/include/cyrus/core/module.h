/* The start of a module's exec, and the end of one that failed.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

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

/* After a failed exec: forgets the module, so that it can be tried again. */
CY_RARE int cy_module_failed(void)
{
    PyObject *m = CY(module);
    CY(module) = NULL;
    CY(dict) = NULL;
    Py_XDECREF(m);
    return -1;
}
