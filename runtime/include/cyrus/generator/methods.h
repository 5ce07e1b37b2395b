/* What generators, coroutines and asynchronous generators have in common as Python objects.
 * @cold */
#pragma once
#include "cyrus/compat/type.h"
#include "cyrus/function/code.h"
#include "cyrus/generator/known.h"
#include "cyrus/generator/life.h"

CY_RARE int cy_gen_traverse(PyObject *o, visitproc visit, void *arg)
{
    cy_gen *g = (cy_gen *)o;
    PyObject **p = CY_FRAME(g, PyObject *);
    int i;
    Py_VISIT(Py_TYPE(o));
    for (i = 0; i < g->def->objects; i++) {
        if (!CY_W_INT(p[i])) Py_VISIT(p[i]);
    }
    Py_VISIT(g->level.exc_value);
    Py_VISIT(g->finalizer);
    Py_VISIT(g->delegate);
    Py_VISIT(g->shown);
    return 0;
}
CY_RARE int cy_gen_clear(PyObject *o)
{
    cy_gen *g = (cy_gen *)o;
    if (!g->running) cy_gen_drop(g);
    Py_CLEAR(g->finalizer);
    return 0;
}

/* Warns of a coroutine that nobody awaited, by the module warnings, which says where it was made, if it is there. */
CY_RARE void cy_gen_unawaited(PyObject *o)
{
    cy_gen *g = (cy_gen *)o;
    PyObject *module = PyImport_ImportModule("warnings"), *warn = NULL, *r;
    int warned = 0;
    if (module) warn = PyObject_GetAttrString(module, "_warn_unawaited_coroutine");
    if (warn) {
        r = PyObject_CallFunctionObjArgs(warn, o, NULL);
        warned = r || PyErr_ExceptionMatches(PyExc_RuntimeWarning);
        Py_XDECREF(r);
        if (PyErr_Occurred()) PyErr_WriteUnraisable(o);
    }
    PyErr_Clear();
    Py_XDECREF(warn);
    Py_XDECREF(module);
    if (!warned && PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%S' was never awaited", g->qualname)) PyErr_WriteUnraisable(o);
}

/* The end of a generator that nobody closed. */
CY_RARE void cy_gen_finalize(PyObject *o)
{
    cy_gen *g = (cy_gen *)o;
    PyObject *t, *v, *b, *r;
    if (g->at < 0) return;
    PyErr_Fetch(&t, &v, &b);
    if (g->def->kind == CY_ASYNC_GENERATOR && g->finalizer && !g->closed) {
        r = PyObject_CallFunctionObjArgs(g->finalizer, o, NULL);
        if (!r) PyErr_WriteUnraisable(o);
        Py_XDECREF(r);
    } else if (!g->at && g->def->kind == CY_COROUTINE) {
        cy_gen_unawaited(o);
    } else if (g->at > 0 && cy_gen_close(g)) {
        PyErr_WriteUnraisable(o);
    }
    PyErr_Restore(t, v, b);
}

/* throw for all kinds that are driven directly */
CY_RARE PyObject *cy_gen_throw(PyObject *o, PyObject *args)
{
    PyObject *r;
    int c;
    c = cy_gen_throw_step((cy_gen *)o, args, &r);
    return c > 0 ? r : c < 0 ? NULL : cy_gen_finish(r);
}
CY_RARE PyObject *cy_gen_close_method(PyObject *o, PyObject *x)
{
    PyObject *value;
    (void)x;
    if (cy_gen_end((cy_gen *)o, &value)) return NULL;
#if PY_VERSION_HEX < 0x030D0000
    Py_CLEAR(value);                            /* told since 3.13 */
#endif
    return value ? value : cy_ref(Py_None);
}
CY_RARE PyObject *cy_gen_self(PyObject *o) { return cy_ref(o); }

enum { CY_G_NAME, CY_G_QUALNAME, CY_G_RUNNING, CY_G_SUSPENDED, CY_G_DELEGATE, CY_G_CODE, CY_G_FRAME, CY_G_ORIGIN };
/* A code object that says what kind of function made it, for inspect and types.coroutine; it is never run. */
CY_RARE PyObject *cy_gen_code(const cy_gen_def *d)
{
    static const int flags[] = {0x20, 0x80, 0x200, 0x120};      /* in the order of the kinds */
    PyObject *blank;
    if (d->function >= 0) return cy_def_code(&CY(functions)[d->function]);
    blank = (PyObject *)PyCode_NewEmpty(CY(files)[d->file], PyUnicode_AsUTF8(CY(strings)[d->name]), d->line);
    return blank ? cy_code_with(blank, Py_BuildValue("{s:i}", "co_flags", 3 | flags[d->kind])) : NULL;
}
CY_RARE PyObject *cy_gen_get(PyObject *o, void *what)
{
    cy_gen *g = (cy_gen *)o;
    PyObject *code, *frame;
    switch ((int)(Py_intptr_t)what) {
    case CY_G_NAME: return cy_ref(g->name);
    case CY_G_QUALNAME: return cy_ref(g->qualname);
    case CY_G_RUNNING: return PyBool_FromLong(g->running);
    case CY_G_SUSPENDED: return PyBool_FromLong(g->at > 0 && !g->running);
    case CY_G_DELEGATE: return cy_ref(g->delegate && g->at > 0 && !g->running ? g->delegate : Py_None);
    case CY_G_CODE: case CY_G_FRAME:
        if ((int)(Py_intptr_t)what == CY_G_FRAME && (g->at < 0 || g->shown)) return cy_ref(g->shown ? g->shown : Py_None);
        code = cy_gen_code(g->def);
        if (!code || (int)(Py_intptr_t)what == CY_G_CODE) return code;
        frame = (PyObject *)PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, CY(dict), NULL);
        Py_DECREF(code);
        if (frame) g->shown = cy_ref(frame);
        return frame;
    default: return cy_ref(g->finalizer ? g->finalizer : Py_None);
    }
}
CY_RARE int cy_gen_set(PyObject *o, PyObject *v, void *what)
{
    cy_gen *g = (cy_gen *)o;
    PyObject **slot = (int)(Py_intptr_t)what == CY_G_NAME ? &g->name : &g->qualname, *old = *slot;
    if (!v || !PyUnicode_Check(v)) return PyErr_Format(PyExc_TypeError, "%s must be set to a string object", slot == &g->name ? "__name__" : "__qualname__"), -1;
    *slot = cy_ref(v);
    Py_DECREF(old);
    return 0;
}
CY_RARE PyObject *cy_gen_repr(PyObject *o)
{
    cy_gen *g = (cy_gen *)o;
    const char *kind = g->def->kind == CY_GENERATOR ? "generator" : g->def->kind == CY_ASYNC_GENERATOR ? "async_generator" : "coroutine";
    return PyUnicode_FromFormat("<%s object %S at %p>", kind, g->qualname, (void *)o);
}

/* __class__: the interpreter's own type, so that isinstance says what it says of an interpreted one. */
CY_RARE PyObject *cy_gen_class(PyObject *o, void *type)
{
    (void)o;
    return cy_ref((PyObject *)type);
}

#define CY_GEN_GET(name, what) {name, cy_gen_get, NULL, NULL, (void *)(Py_intptr_t)(what)}
#define CY_GEN_NAMES(kind) \
    {"__name__", cy_gen_get, cy_gen_set, "name of the " kind, (void *)(Py_intptr_t)CY_G_NAME}, \
    {"__qualname__", cy_gen_get, cy_gen_set, "qualified name of the " kind, (void *)(Py_intptr_t)CY_G_QUALNAME}
static PyMemberDef cy_gen_members[] = {{"__weaklistoffset__", T_PYSSIZET, offsetof(cy_gen, weak), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};

/* What the types of all kinds of generators have; and what those have that are sent values through their type. */
#define CY_GEN_SLOTS \
    {Py_tp_dealloc, (void *)cy_gen_dealloc}, {Py_tp_traverse, (void *)cy_gen_traverse}, {Py_tp_clear, (void *)cy_gen_clear}, {Py_tp_finalize, (void *)cy_gen_finalize}, \
    {Py_tp_repr, (void *)cy_gen_repr}, {Py_tp_members, cy_gen_members}
#if PY_VERSION_HEX >= 0x030A0000
#define CY_GEN_SEND {Py_am_send, (void *)cy_gen_am_send},
#else
#define CY_GEN_SEND
#endif
