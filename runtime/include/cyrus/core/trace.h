/* Tracebacks: one entry for a position in the module's line table.
 * @cold */
#pragma once
#include "cyrus/core/state.h"
#include <frameobject.h>

/* A function, class or module body as tracebacks name it, the index of its file, and its first line there. */
struct cy_scope {
    const char *name;
    int file, line;
};

CY_STATE(const char *const *, files);           /* source files, by index; set by exec */
CY_STATE(const struct cy_scope *, scopes);      /* set by exec */
CY_STATE(const unsigned *, lines);              /* source line by error position; set by exec */
CY_STATE(PyObject **, codes);                   /* as long as lines, empty at first: frames made here; set by exec */

/* A code object like this one but for what the keywords of its replace() say, both taken over: a new reference, or NULL, which each
 * of them may be, too. */
CY_RARE PyObject *cy_code_with(PyObject *code, PyObject *words)
{
    PyObject *replace = code && words ? PyObject_GetAttrString(code, "replace") : NULL, *none = PyTuple_New(0), *r = NULL;
    if (replace && none) r = PyObject_Call(replace, none, words);
    Py_XDECREF(replace);
    Py_XDECREF(none);
    Py_XDECREF(code);
    Py_XDECREF(words);
    return r;
}

/* The code of a frame for a position, which begins where its function does: a new reference, or NULL. Before 3.11 (where code says
 * where an instruction is in a form that cannot be made of one number) it begins at the position. */
CY_RARE PyObject *cy_trace_code(int scope, int position)
{
    const struct cy_scope *s = &CY(scopes)[scope];
    int line = (int)CY(lines)[position];
    PyObject *code = (PyObject *)PyCode_NewEmpty(CY(files)[s->file], s->name, line);
#if PY_VERSION_HEX >= 0x030B0000
    /* One entry for all instructions, without columns: a signed number of lines from the first one, six bits a byte. */
    unsigned far = line < s->line ? ((unsigned)(s->line - line) << 1) | 1 : (unsigned)(line - s->line) << 1;
    unsigned char table[8] = {0x80 | 13 << 3 | (3 - 1)};
    Py_ssize_t n = 1;
    if (!code || !far) return code;
    for (; far >= 64; far >>= 6) table[n++] = (unsigned char)(far | 64);
    table[n++] = (unsigned char)far;
    return cy_code_with(code, Py_BuildValue("{s:i,s:y#}", "co_firstlineno", s->line, "co_linetable", (const char *)table, n));
#else
    return code;
#endif
}

/* A frame for a position, with the code of an earlier one if there is one; NULL without an exception on error. */
CY_RARE PyFrameObject *cy_trace_frame(int scope, int position, PyFrameObject *like)
{
    PyObject *code = like ? (PyObject *)PyFrame_GetCode(like) : cy_trace_code(scope, position);
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
        frame = cy_trace_frame(scope, position, (PyFrameObject *)*kept);
        PyErr_Restore(t, v, b);
        if (!frame) return;
        /* it is kept: nobody who counts frames takes it for one that leaks */
        if (PyObject_GC_IsTracked((PyObject *)frame)) PyObject_GC_UnTrack(frame);
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
