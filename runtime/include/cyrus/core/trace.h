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
CY_STATE(PyObject **, codes);                   /* as long as lines, empty at first: frames made here; set by exec */

/* A frame for a position; NULL without an exception on error. */
CY_RARE PyFrameObject *cy_trace_frame(int scope, int position)
{
    PyObject *code = (PyObject *)PyCode_NewEmpty(CY(files)[CY(scopes)[scope].file], CY(scopes)[scope].name, (int)CY(lines)[position]);
    PyFrameObject *frame = code ? PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, CY(dict), NULL) : NULL;
    Py_XDECREF(code);
    if (!frame) PyErr_Clear();
#if PY_VERSION_HEX < 0x030B0000
    else frame->f_lineno = (int)CY(lines)[position];
#endif
    return frame;
}

/* Takes the innermost entry of the traceback of the exception that is set away: that of a frame made here. */
CY_RARE void cy_drop_entry(void)
{
    PyObject *t, *v, *b, *next;
    PyErr_Fetch(&t, &v, &b);
    if (b) {
        next = (PyObject *)((PyTracebackObject *)b)->tb_next;
        Py_XINCREF(next);
        Py_DECREF(b);
        b = next;
    }
    PyErr_Restore(t, v, b);
}

/* @op cy_trace(int scope, int position) -> void | never cold
 * Adds an entry to the traceback of the exception that is set; position 0 adds none. Failure to make one is silent: the exception matters more.
 * The frame of a position is kept, and used again when nobody else has it any more. */
CY_RARE void cy_trace(int scope, int position)
{
    PyObject *t, *v, *b;
    PyObject **kept = &CY(codes)[position];
    PyFrameObject *frame = (PyFrameObject *)*kept;
    if (!position) return;
#ifndef Py_GIL_DISABLED
    if (!frame || Py_REFCNT((PyObject *)frame) != 1)
#endif
    {
        PyErr_Fetch(&t, &v, &b);
        frame = cy_trace_frame(scope, position);
        PyErr_Restore(t, v, b);
        if (!frame) return;
        Py_XDECREF(*kept);
        *kept = (PyObject *)frame;
    }
    PyTraceBack_Here(frame);
}

/* @op cy_trace_nogil(int scope, int position) -> void | never cold nogil
 * cy_trace where the GIL may not be held. */
CY_RARE void cy_trace_nogil(int scope, int position)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_trace(scope, position);
    PyGILState_Release(g);
}
