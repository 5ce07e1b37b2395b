/* Profilers and tracers are told of the calls and lines of functions with the directives `profile` and `linetrace`.
 *
 *     static cy_watch_place place;
 *     cy_watch w;
 *     if (cy_watch_enter(&w, &place, "name", file, line, lines)) ... an exception, and no call ...
 *     ... the function; CY_LINE(n) in it ...
 *     if (cy_watch_leave(&w, result or NULL)) ... an exception ...
 *
 * What the C compiler is told: CYTHON_PROFILE=0 leaves calls out, CYTHON_TRACE=1 adds lines, CYTHON_TRACE_NOGIL=1 also those of
 * code without the GIL. From CPython 3.13 on sys.monitoring is told, or with CYTHON_USE_SYS_MONITORING=0, as in older versions, what
 * sys.setprofile and sys.settrace set. A module pays little while nobody looks. */
#pragma once
#include "cyrus/core/trace.h"

#if defined(CYTHON_TRACE_NOGIL) && CYTHON_TRACE_NOGIL
#define CY_WATCH_NOGIL 1
#else
#define CY_WATCH_NOGIL 0
#endif
#if CY_WATCH_NOGIL || defined(CYTHON_TRACE) && CYTHON_TRACE
#define CY_WATCH_LINES 1
#else
#define CY_WATCH_LINES 0
#endif
#if CY_WATCH_LINES || !defined(CYTHON_PROFILE) || CYTHON_PROFILE
#define CY_WATCH_CALLS 1
#else
#define CY_WATCH_CALLS 0
#endif

#if PY_VERSION_HEX >= 0x030D0000 && (!defined(CYTHON_USE_SYS_MONITORING) || CYTHON_USE_SYS_MONITORING)
#define CY_WATCH_MONITORING 1
#else
#define CY_WATCH_MONITORING 0
#endif

/* What is kept for a function. */
typedef struct cy_watch_place {
    PyObject *code;                             /* its code object, once somebody looked */
#if CY_WATCH_MONITORING
    PyMonitoringState states[4];
    uint64_t version;
#endif
} cy_watch_place;

/* A call that somebody may look at. */
typedef struct cy_watch {
    struct cy_watch *up;                        /* the call around it in this thread */
    cy_watch_place *place;                      /* NULL while nobody looks */
    PyFrameObject *frame;                       /* what is shown, where frames are */
    int lines;                                  /* lines are shown, too */
} cy_watch;

#if defined(_MSC_VER)
static __declspec(thread) cy_watch *cy_watched;
#else
static __thread cy_watch *cy_watched;
#endif

/* The function's code object, made when it is wanted; NULL with an exception. */
CY_RARE PyObject *cy_watch_code(cy_watch_place *place, const char *name, int file, int line)
{
    if (!place->code) place->code = (PyObject *)PyCode_NewEmpty(CY(files)[file], name, line);
    return place->code;
}

#if CY_WATCH_MONITORING
static const uint8_t cy_watch_events[] = {PY_MONITORING_EVENT_PY_START, PY_MONITORING_EVENT_PY_RETURN, PY_MONITORING_EVENT_PY_UNWIND, PY_MONITORING_EVENT_LINE};

/* A call begins. `place` is the function's own. 0, or -1 with an exception; cy_watch_leave is due after both. */
CY_FN int cy_watch_enter(cy_watch *w, cy_watch_place *place, const char *name, int file, int line, int lines)
{
    PyMonitoringState *s = place->states;
    w->up = cy_watched;
    w->place = NULL;
    w->frame = NULL;
    w->lines = lines;
    cy_watched = w;
    if (PyMonitoring_EnterScope(s, &place->version, cy_watch_events, lines ? 4 : 3)) return -1;
    if (CY_LIKELY(!(s[0].active || s[1].active || s[2].active || (lines && s[3].active)))) return 0;
    if (!cy_watch_code(place, name, file, line)) return -1;
    w->place = place;
    return PyMonitoring_FirePyStartEvent(s, place->code, 0);
}

/* It ends with this result; NULL after an exception. 0, or -1 with another exception. */
CY_FN int cy_watch_leave(cy_watch *w, PyObject *result)
{
    cy_watch_place *p = w->place;
    int r = 0;
    cy_watched = w->up;
    if (!result && !PyErr_Occurred()) result = Py_None;         /* the end of a generator */
    if (p) r = result ? PyMonitoring_FirePyReturnEvent(p->states + 1, p->code, 0, result) : PyMonitoring_FirePyUnwindEvent(p->states + 2, p->code, 0);
    PyMonitoring_ExitScope();
    return r;
}

/* What a tracer raises at a line nobody can be told of. */
CY_RARE void cy_watch_line(int line)
{
    cy_watch *w = cy_watched;
    PyObject *raised;
    if (!w || !w->place || !w->lines) return;
    raised = PyErr_GetRaisedException();
    if (PyMonitoring_FireLineEvent(w->place->states + 3, w->place->code, 0, line)) PyErr_WriteUnraisable(NULL);
    PyErr_SetRaisedException(raised);
}
#else
/* Says at which line a frame is. */
CY_RARE void cy_watch_at(PyFrameObject *frame, int line)
{
#if PY_VERSION_HEX < 0x030B0000
    frame->f_lineno = line;
#else
    /* the public head of a frame has no fields any more; these come first in all versions since */
    struct head { PyObject_HEAD PyObject *back; void *inner, *trace; int line; };
    ((struct head *)(void *)frame)->line = line;
#endif
}

/* Tells one of them. What is raised already stays raised, unless it raises itself: then -1. */
CY_RARE int cy_watch_tell(Py_tracefunc f, PyObject *o, PyFrameObject *frame, int what, PyObject *arg)
{
    PyThreadState *t = PyThreadState_Get();
    PyObject *a, *b, *c;
    int r;
    PyErr_Fetch(&a, &b, &c);
#if PY_VERSION_HEX >= 0x030B0000
    PyThreadState_EnterTracing(t);
#else
    t->tracing++;
#endif
    r = f(o, frame, what, arg);
#if PY_VERSION_HEX >= 0x030B0000
    PyThreadState_LeaveTracing(t);
#else
    t->tracing--;
#endif
    if (!r) {
        PyErr_Restore(a, b, c);
        return 0;
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    Py_XDECREF(c);
    return -1;
}

/* Both of them, as far as they look. */
CY_RARE int cy_watch_event(cy_watch *w, int what, PyObject *arg)
{
    PyThreadState *t = PyThreadState_Get();
    if (t->tracing) return 0;
    if (w->lines && t->c_tracefunc && cy_watch_tell(t->c_tracefunc, t->c_traceobj, w->frame, what, arg)) return -1;
    if (what != PyTrace_LINE && t->c_profilefunc && cy_watch_tell(t->c_profilefunc, t->c_profileobj, w->frame, what, arg)) return -1;
    return 0;
}

/* A call that somebody looks at: makes the frame that they see. */
CY_RARE int cy_watch_begin(cy_watch *w, cy_watch_place *place, const char *name, int file, int line)
{
    PyObject *code = cy_watch_code(place, name, file, line);
    w->frame = code ? PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, CY(dict), NULL) : NULL;
    if (!w->frame) return -1;
    w->place = place;
    cy_watch_at(w->frame, line);
    if (!cy_watch_event(w, PyTrace_CALL, Py_None)) return 0;
    w->place = NULL;
    Py_CLEAR(w->frame);
    return -1;
}

/* A call begins. `place` is the function's own. 0, or -1 with an exception; cy_watch_leave is due after both. */
CY_INLINE int cy_watch_enter(cy_watch *w, cy_watch_place *place, const char *name, int file, int line, int lines)
{
    PyThreadState *t = PyThreadState_Get();
    w->up = cy_watched;
    w->place = NULL;
    w->frame = NULL;
    w->lines = lines;
    cy_watched = w;
    if (CY_LIKELY(!t->c_profilefunc && !(lines && t->c_tracefunc)) || t->tracing) return 0;
    return cy_watch_begin(w, place, name, file, line);
}

/* It ends with this result; NULL after an exception. 0, or -1 with another exception. */
CY_INLINE int cy_watch_leave(cy_watch *w, PyObject *result)
{
    int r;
    cy_watched = w->up;
    if (CY_LIKELY(!w->place)) return 0;
    r = cy_watch_event(w, PyTrace_RETURN, result);
    Py_CLEAR(w->frame);
    return r;
}

/* What a tracer raises at a line nobody can be told of. */
CY_RARE void cy_watch_line(int line)
{
    cy_watch *w = cy_watched;
    if (!w || !w->place) return;
    cy_watch_at(w->frame, line);
    if (w->lines && cy_watch_event(w, PyTrace_LINE, Py_None)) PyErr_WriteUnraisable(NULL);
}
#endif

/* The same where the GIL may not be held. */
CY_RARE void cy_watch_line_nogil(int line)
{
    PyGILState_STATE g = PyGILState_Ensure();
    cy_watch_line(line);
    PyGILState_Release(g);
}

#if CY_WATCH_LINES
#define CY_LINE(n) do { if (cy_watched && cy_watched->place) cy_watch_line(n); } while (0)
#else
#define CY_LINE(n) ((void)0)
#endif
#if CY_WATCH_NOGIL
#define CY_LINE_NOGIL(n) do { if (cy_watched && cy_watched->place) cy_watch_line_nogil(n); } while (0)
#else
#define CY_LINE_NOGIL(n) ((void)0)
#endif
