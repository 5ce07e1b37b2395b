/* Tracebacks: one entry for a position in the module's line table.
 * @cold */
#pragma once
#include "cyrus/core/state.h"
#include <frameobject.h>

/* A function, class or module body as tracebacks name it, and the index of its file. */
struct cy_scope {
    const char *name;
    int file;
};

CY_STATE(const char *const *, files);           /* source files, by index; set by exec */
CY_STATE(const struct cy_scope *, scopes);      /* set by exec */
CY_STATE(const unsigned *, lines);              /* source line by error position; set by exec */
CY_STATE(PyObject **, codes);                   /* as long as lines, empty at first: code objects made here; set by exec */

/* @op cy_trace(int scope, int position) -> void | never cold
 * Adds an entry to the traceback of the exception that is set; position 0 adds none. Failure to make one is silent: the exception matters more. */
CY_RARE void cy_trace(int scope, int position)
{
    PyObject *t, *v, *b;
    PyFrameObject *frame = NULL;
    PyObject **code = &CY(codes)[position];
    if (!position) return;
    PyErr_Fetch(&t, &v, &b);
    if (!*code) *code = (PyObject *)PyCode_NewEmpty(CY(files)[CY(scopes)[scope].file], CY(scopes)[scope].name, (int)CY(lines)[position]);
    if (*code) frame = PyFrame_New(PyThreadState_Get(), (PyCodeObject *)*code, CY(dict), NULL);
    if (!frame) PyErr_Clear();
    PyErr_Restore(t, v, b);
    if (!frame) return;
#if PY_VERSION_HEX < 0x030B0000
    frame->f_lineno = (int)CY(lines)[position];
#endif
    PyTraceBack_Here(frame);
    Py_DECREF((PyObject *)frame);
}

/* @op cy_trace_nogil(int scope, int position) -> void | never cold nogil
 * cy_trace where the GIL may not be held. */
CY_RARE void cy_trace_nogil(int scope, int position)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_trace(scope, position);
    PyGILState_Release(g);
}
