/* A program of its own: an interpreter around the module.
 * @cold */
#pragma once
#include "cyrus/core/state.h"

/* Starts an interpreter with these arguments, runs the module's code as `__main__`, and ends the interpreter. Gives the
 * exit status of the process; an exception is printed first. `run` is the module's exec: 0, or -1 with an exception. */
CY_RARE int cy_embed(int argc, char **argv, int (*run)(PyObject *))
{
    PyConfig config;
    PyStatus status;
    PyObject *m;
    int failed;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    status = PyConfig_SetBytesArgv(&config, argc, argv);
    if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
    m = PyImport_AddModule("__main__");
    failed = !m || run(m);
    if (failed) PyErr_Print();
    return Py_FinalizeEx() < 0 || failed;
}
