/* Generators, coroutines and asynchronous generators: the object, and how it goes on.
 *
 * The body is a C function that goes on where `at` says. Its locals lie behind the object, objects and words first. It returns a new
 * reference: with at > 0 a value that was yielded, with at < 0 the result; or NULL with an exception. What was sent is
 * borrowed; NULL says that the exception that is set was thrown in. */
#pragma once
#include "cyrus/compat/error.h"
#include "cyrus/compat/recursion.h"
#include "cyrus/core/trace.h"
#include "cyrus/object/word.h"

enum { CY_GENERATOR, CY_COROUTINE, CY_ASYNC_GENERATOR, CY_ITERABLE_COROUTINE };

struct cy_gen;
/* What is static about a generator; name and qualname are indices into CY(strings). */
typedef struct cy_gen_def {
    PyObject *(*resume)(struct cy_gen *g, PyObject *sent);
    void (*drop)(void *frame);                  /* releases what is no object (views, C++ objects), or NULL; NULLs are fine */
    Py_ssize_t size;                            /* of the frame, in bytes */
    int objects;                                /* so many PyObject * and cy_word at its start */
    int kind, name, qualname, file, line;
    int handles;                                /* whether it may yield while it handles an exception */
    int function;                               /* the row of its function in CY(functions), or -1 */
} cy_gen_def;

typedef struct cy_gen {
    PyObject_VAR_HEAD
    const cy_gen_def *def;
    int at;                                     /* 0: not begun; > 0: waiting; -1: finished */
    char running, hooked, closed;               /* hooked, closed: of asynchronous generators */
    _PyErr_StackItem level;
    PyObject *weak;                             /* not owned */
    PyObject *delegate;                         /* what it waits for by yield from or await */
    int (*hand)(struct cy_gen *g, PyObject *sent, PyObject **got);     /* set while it does: see generator/delegate.h */
    PyObject *shown;                            /* the frame that was asked for, while it can go on */
    PyObject *name, *qualname, *finalizer;       /* finalizer: of coroutines, where they were made (cr_origin) */
    union { long double number; void *pointer; long long integer; } frame[1];
} cy_gen;
#define CY_FRAME(g, T) ((T *)(void *)((char *)(g) + offsetof(cy_gen, frame)))

CY_FN void cy_gen_drop(cy_gen *g)
{
    PyObject **o = CY_FRAME(g, PyObject *);
    int i;
    g->at = -1;
    g->hand = NULL;
    Py_CLEAR(g->delegate);
    Py_CLEAR(g->shown);
    cy_level_clear(&g->level);
    for (i = 0; i < g->def->objects; i++) CY_W_SET(o[i], NULL);
    if (g->def->drop) g->def->drop(g->frame);
}

CY_RARE const char *cy_gen_kind(cy_gen *g)
{
    return g->def->kind == CY_GENERATOR ? "generator" : g->def->kind == CY_ASYNC_GENERATOR ? "async generator" : "coroutine";
}

/* StopIteration must not leave a generator (PEP 479): it becomes the cause of a RuntimeError. */
CY_RARE void cy_gen_stopped(cy_gen *g)
{
    int async_ = g->def->kind == CY_ASYNC_GENERATOR && PyErr_ExceptionMatches(PyExc_StopAsyncIteration);
    PyObject *v, *e;
    if (!async_ && !PyErr_ExceptionMatches(PyExc_StopIteration)) return;
    v = cy_raised_take();
    PyErr_Format(PyExc_RuntimeError, "%s raised %s", cy_gen_kind(g), async_ ? "StopAsyncIteration" : "StopIteration");
    e = cy_raised_take();
    Py_INCREF(v);
    PyException_SetCause(e, v);
    PyException_SetContext(e, v);
    cy_raised_put(e);
}

/* After the body left with r, which does not wait any more: r. */
CY_FN PyObject *cy_gen_left(cy_gen *g, PyObject *r)
{
    PyObject *e = NULL;
    if (!r) {
        g->at = -1;
        cy_gen_stopped(g);
        e = cy_raised_take();
    }
    cy_gen_drop(g);
    if (e) cy_raised_put(e);
    return r;
}

/* Goes on; sent is NULL if an exception is set that is to be thrown in. The result is that of the body. */
CY_FN PyObject *cy_gen_resume(cy_gen *g, PyObject *sent)
{
    PyObject *r, *got = NULL;
    PyThreadState *here = sent ? cy_thread_here() : NULL;        /* what is thrown in goes to any depth */
    int waits = 0;
    if (CY_UNLIKELY(g->running)) {
        Py_XDECREF(sent ? NULL : cy_raised_take());
        return PyErr_Format(PyExc_ValueError, "%s already executing", cy_gen_kind(g));
    }
    g->running = 1;
    if (g->def->handles) {
        cy_level_push(&g->level);
        if (!sent && g->level.exc_value) {      /* what is thrown in was raised while the body handles something */
            PyObject *e = cy_raised_take();
            PyErr_SetObject((PyObject *)Py_TYPE(e), e);
            Py_DECREF(e);
        }
    }
    if (CY_UNLIKELY(here && cy_enter(here))) {
        here = NULL;
        r = NULL;
    } else {
        if (g->hand) {
            waits = g->hand(g, sent, &got);
            sent = got;
        }
        if (waits) {
            r = got;
        } else {
            r = g->def->resume(g, sent);
            Py_XDECREF(got);
        }
    }
    if (here) cy_leave(here);
    if (g->def->handles) cy_level_pop(&g->level);
    g->running = 0;
    return r && g->at >= 0 ? r : cy_gen_left(g, r);
}

/* What the consumer of a finished generator gets: StopIteration(r), without r if it is None. Takes r over. Always NULL. */
CY_FN PyObject *cy_gen_finish(PyObject *r)
{
    PyObject *e;
    if (r && r != Py_None) {
        if ((e = PyObject_CallFunctionObjArgs(PyExc_StopIteration, r, NULL))) {
            PyErr_SetObject(PyExc_StopIteration, e);
            Py_DECREF(e);
        }
    } else if (r) {
        PyErr_SetNone(PyExc_StopIteration);
    }
    Py_XDECREF(r);
    return NULL;
}

/* One step: 1 and a yielded value, 0 and the result, -1. */
CY_FN int cy_gen_step(cy_gen *g, PyObject *sent, PyObject **value)
{
    *value = NULL;
    if (g->at <= 0 && sent && sent != Py_None && !g->at && !g->running) {
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", cy_gen_kind(g));
        return -1;
    }
    if (g->at < 0) {
        if (g->def->kind == CY_COROUTINE) {
            if (!sent) PyErr_Clear();
            PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
            return -1;
        }
        if (!sent) return -1;
        *value = cy_ref(Py_None);
        return 0;
    }
    if (!sent && !g->at && !g->running) {               /* thrown into what has not begun */
        PyObject *e = cy_raised_take();
        cy_gen_drop(g);
        cy_raised_put(e);
        return -1;
    }
    *value = cy_gen_resume(g, sent);
    return !*value ? -1 : g->at > 0;
}

/* The instance that throw(type, value, traceback) raises is set. 0 or -1; then another exception is set. */
CY_RARE int cy_throw_set(PyObject *type, PyObject *value, PyObject *traceback)
{
    PyObject *t, *v, *b;
    if (traceback == Py_None) traceback = NULL;
    if (traceback && !PyTraceBack_Check(traceback)) return PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object"), -1;
    if (PyExceptionInstance_Check(type)) {
        if (value && value != Py_None) return PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value"), -1;
        v = cy_ref(type);
        t = cy_ref((PyObject *)Py_TYPE(type));
    } else if (PyExceptionClass_Check(type)) {
        t = cy_ref(type);
        v = value ? cy_ref(value) : NULL;
    } else {
        PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", Py_TYPE(type)->tp_name);
        return -1;
    }
    b = NULL;
    if (!PyExceptionInstance_Check(type)) PyErr_NormalizeException(&t, &v, &b);
    if (traceback) {
        Py_XDECREF(b);
        b = cy_ref(traceback);
    } else if (!b && v && PyExceptionInstance_Check(v)) {
        b = PyException_GetTraceback(v);
    }
    PyErr_Restore(t, v, b);
    return 0;
}

/* Warns of what came into disuse in Python 3.12, throw(type, value, traceback): 0 or -1. */
CY_RARE int cy_throw_warn(PyObject *args, const char *name)
{
#if PY_VERSION_HEX >= 0x030C0000
    if (PyTuple_GET_SIZE(args) > 1)
        return PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "the (type, exc, tb) signature of %s() is deprecated, use the single-arg signature instead.", name);
#else
    (void)args;
    (void)name;
#endif
    return 0;
}

/* throw(*args) of which was warned: what it raises is set. 0 or -1; then another exception is set. */
CY_RARE int cy_throw_quiet(PyObject *args)
{
    PyObject *t, *v = NULL, *b = NULL;
    return PyArg_UnpackTuple(args, "throw", 1, 3, &t, &v, &b) ? cy_throw_set(t, v, b) : -1;
}

/* What throw was called with, on its way to an iterator that is none of ours, which is handed it as it is: a tuple, borrowed. */
CY_STATE(PyObject *, thrown);

/* Ends it as close() does: 0 or -1; value is what it returned then, a new reference, or NULL. */
CY_FN int cy_gen_end(cy_gen *g, PyObject **value)
{
    PyObject *r;
    *value = NULL;
    if (g->running) return PyErr_Format(PyExc_ValueError, "%s already executing", cy_gen_kind(g)), -1;
    if (g->at <= 0) {
        if (!g->at) cy_gen_drop(g);
        return 0;
    }
    PyErr_SetNone(PyExc_GeneratorExit);
    r = cy_gen_resume(g, NULL);
    if (r && g->at > 0) {
        Py_DECREF(r);
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", cy_gen_kind(g));
        return -1;
    }
    *value = r;
    if (r) return 0;
    if (!PyErr_ExceptionMatches(PyExc_GeneratorExit) && !PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
    PyErr_Clear();
    return 0;
}
CY_FN int cy_gen_close(cy_gen *g)
{
    PyObject *value;
    int c = cy_gen_end(g, &value);
    Py_XDECREF(value);
    return c;
}

/* tp_iternext of generators: the next value, or NULL. */
CY_FN PyObject *cy_gen_next(PyObject *o)
{
    cy_gen *g = (cy_gen *)o;
    PyThreadState *here;
    PyObject *r;
    int c;
    if (CY_LIKELY(g->at >= 0)) {
        if (CY_LIKELY(!g->running && !g->def->handles && !g->hand)) {       /* what cy_gen_resume does then */
            r = NULL;
            here = cy_thread_here();
            if (CY_LIKELY(!cy_enter(here))) {
                g->running = 1;
                r = g->def->resume(g, Py_None);
                g->running = 0;
                cy_leave(here);
            }
            if (CY_LIKELY(r && g->at > 0)) return r;
            r = cy_gen_left(g, r);
        } else {
            r = cy_gen_resume(g, Py_None);
            if (CY_LIKELY(g->at > 0)) return r;
        }
        c = r ? 0 : -1;
    } else {
        c = cy_gen_step(g, Py_None, &r);
    }
    if (c == 0 && r == Py_None) Py_CLEAR(r);        /* the end without StopIteration: faster, and allowed here */
    return c < 0 ? NULL : cy_gen_finish(r);
}
