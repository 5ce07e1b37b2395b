/* For the extension modules of the tests: functions of the runtime as Python functions.
 *
 * Each consuming function is called twice, borrowing and consuming, and both results must be equal (or both raise). */
#pragma once
#include "cyrus/core/module.h"

#define WRAP(name, ...) CY_UNUSED static PyObject *t_##name(PyObject *self, PyObject *const *a, Py_ssize_t n) { (void)self; (void)a; (void)n; __VA_ARGS__ }
#define OBJ1(name) WRAP(name, Py_INCREF(a[0]); Py_XDECREF(name(a[0], 1)); PyErr_Clear(); return name(a[0], 0);)
#define OBJ2(name) WRAP(name, Py_INCREF(a[0]); Py_INCREF(a[1]); Py_XDECREF(name(a[0], a[1], 3)); PyErr_Clear(); return name(a[0], a[1], 0);)
#define OBJ3(name) WRAP(name, Py_INCREF(a[0]); Py_INCREF(a[1]); Py_INCREF(a[2]); Py_XDECREF(name(a[0], a[1], a[2], 7)); PyErr_Clear(); return name(a[0], a[1], a[2], 0);)
#define ROW(name) {#name, (PyCFunction)(void (*)(void))t_##name, METH_FASTCALL, NULL}
#define NONE(call) do { if (call) return NULL; return cy_ref(Py_None); } while (0)
#define LONG(call) do { long r_ = (long)(call); return r_ == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(r_); } while (0)
#define MODULE(name, more) \
    static int exec_module(PyObject *m) { return cy_module_begin(m) || (more) ? -1 : 0; } \
    static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)exec_module}, {0, NULL}}; \
    static struct PyModuleDef module_def = {PyModuleDef_HEAD_INIT, #name, NULL, 0, rows, module_slots, NULL, NULL, NULL}; \
    PyMODINIT_FUNC PyInit_##name(void); \
    PyMODINIT_FUNC PyInit_##name(void) { return PyModuleDef_Init(&module_def); }
