/* Asynchronous generators (PEP 525). Their body yields a value of its own wrapped (cy_async_yield), to tell it from what
 * the awaits in it hand through.
 * @cold */
#pragma once
#include "cyrus/generator/methods.h"

CY_STATE(PyObject *, async_generator_type);
CY_STATE(PyObject *, async_step_type);
CY_STATE(PyObject *, async_value_type);

typedef struct { PyObject_HEAD PyObject *value; } cy_wrapped;
/* The awaitable of __anext__, asend, athrow and aclose. */
enum { CY_STEP_SEND, CY_STEP_THROW, CY_STEP_CLOSE };
typedef struct { PyObject_HEAD cy_gen *g; PyObject *sent, *args; int what, state; } cy_async_step;      /* state: 0 new, 1 going on, 2 over */

CY_RARE int cy_wrapped_traverse(PyObject *o, visitproc visit, void *arg) { Py_VISIT(Py_TYPE(o)); Py_VISIT(((cy_wrapped *)o)->value); return 0; }
CY_RARE int cy_wrapped_clear(PyObject *o) { Py_CLEAR(((cy_wrapped *)o)->value); return 0; }
CY_RARE void cy_wrapped_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    cy_wrapped_clear(o);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}
static PyType_Slot cy_wrapped_slots[] = {{Py_tp_dealloc, (void *)cy_wrapped_dealloc}, {Py_tp_traverse, (void *)cy_wrapped_traverse}, {Py_tp_clear, (void *)cy_wrapped_clear}, {0, NULL}};
static PyType_Spec cy_wrapped_spec = {"_cyrus.async_generator_wrapped_value", sizeof(cy_wrapped), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_wrapped_slots};

/* @op cy_async_yield(object v) -> object new | null
 * What the body of an asynchronous generator yields for `yield v`. */
CY_FN PyObject *cy_async_yield(PyObject *v)
{
    cy_wrapped *w = PyObject_GC_New(cy_wrapped, (PyTypeObject *)CY(async_value_type));
    if (!w) return NULL;
    w->value = cy_ref(v);
    PyObject_GC_Track((PyObject *)w);
    return (PyObject *)w;
}

CY_RARE int cy_async_step_traverse(PyObject *o, visitproc visit, void *arg)
{
    cy_async_step *s = (cy_async_step *)o;
    Py_VISIT(Py_TYPE(o));
    Py_VISIT((PyObject *)s->g);
    Py_VISIT(s->sent);
    Py_VISIT(s->args);
    return 0;
}
CY_RARE int cy_async_step_clear(PyObject *o)
{
    cy_async_step *s = (cy_async_step *)o;
    Py_CLEAR(s->g);
    Py_CLEAR(s->sent);
    Py_CLEAR(s->args);
    return 0;
}
#if PY_VERSION_HEX >= 0x030D0000
/* Warns of what nobody awaited. */
CY_RARE void cy_async_step_finalize(PyObject *o)
{
    cy_async_step *s = (cy_async_step *)o;
    static const char *const names[] = {"asend", "athrow", "aclose"};
    PyObject *e = cy_raised_take();
    if (s->g && !s->state && PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine method '%s' of '%U' was never awaited", names[s->what], s->g->qualname))
        PyErr_WriteUnraisable((PyObject *)s->g);
    if (e) cy_raised_put(e);
}
#define CY_ASYNC_STEP_FINALIZE {Py_tp_finalize, (void *)cy_async_step_finalize},
#else
#define CY_ASYNC_STEP_FINALIZE
#endif
CY_RARE void cy_async_step_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (PY_VERSION_HEX >= 0x030D0000 && PyObject_CallFinalizerFromDealloc(o)) return;
    PyObject_GC_UnTrack(o);
    cy_async_step_clear(o);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}

/* What a step of the body means for the one who awaits: a wrapped value ends the await with StopIteration(value). */
CY_RARE PyObject *cy_async_result(cy_async_step *s, int c, PyObject *r)
{
    PyObject *v;
    if (c > 0 && Py_TYPE(r) == (PyTypeObject *)CY(async_value_type)) {
        s->state = 2;
        s->g->hooked &= 1;
        if (s->what == CY_STEP_CLOSE) {
            Py_DECREF(r);
            return PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit"), (PyObject *)NULL;
        }
        v = cy_ref(((cy_wrapped *)r)->value);
        Py_DECREF(r);
        if (v != Py_None) return cy_gen_finish(v);
        Py_DECREF(v);
        PyErr_SetNone(PyExc_StopIteration);
        return NULL;
    }
    if (c > 0) return r;                        /* the body waits for something */
    s->state = 2;
    s->g->hooked &= 1;
    if (c == 0) {
        Py_DECREF(r);
        s->g->closed = 1;
        PyErr_SetNone(s->what == CY_STEP_CLOSE ? PyExc_StopIteration : PyExc_StopAsyncIteration);
    } else if (s->what == CY_STEP_CLOSE && (PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit))) {
        PyErr_Clear();
        PyErr_SetNone(PyExc_StopIteration);
    } else if (s->g->at < 0) {
        s->g->closed = 1;
    }
    return NULL;
}

CY_RARE PyObject *cy_async_over(cy_async_step *s)
{
    return PyErr_Format(PyExc_RuntimeError, "cannot reuse already awaited %s", s->what == CY_STEP_SEND ? "__anext__()/asend()" : "aclose()/athrow()");
}

/* A step that begins while another one goes on. Always NULL. */
CY_RARE PyObject *cy_async_busy(cy_async_step *s)
{
    s->state = 2;
    PyErr_SetString(PyExc_RuntimeError, s->what == CY_STEP_SEND ? "anext(): asynchronous generator is already running"
        : s->what == CY_STEP_THROW ? "athrow(): asynchronous generator is already running" : "aclose(): asynchronous generator is already running");
    return NULL;
}

CY_RARE PyObject *cy_async_send(PyObject *o, PyObject *sent)
{
    cy_async_step *s = (cy_async_step *)o;
    PyObject *r, *t, *v = NULL, *b = NULL;
    if (s->state == 2) return cy_async_over(s);
    if (s->state == 0) {
        if (s->g->hooked & 2) return cy_async_busy(s);
        if (s->g->at < 0 || s->g->closed) {
            s->state = 2;
            PyErr_SetNone(s->what != CY_STEP_SEND && s->g->at < 0 ? PyExc_StopIteration : PyExc_StopAsyncIteration);
            return NULL;
        }
        s->state = 1;
        s->g->hooked |= 2;
        if (s->what == CY_STEP_SEND) {
            sent = sent == Py_None ? s->sent : sent;
        } else {
            if (s->what == CY_STEP_CLOSE) {
                s->g->closed = 1;
                if (s->g->at == 0) {            /* it has not begun: nothing to unwind */
                    cy_gen_drop(s->g);
                    s->state = 2;
                    s->g->hooked &= 1;
                    PyErr_SetNone(PyExc_StopIteration);
                    return NULL;
                }
                PyErr_SetNone(PyExc_GeneratorExit);
            } else if (!PyArg_UnpackTuple(s->args, "athrow", 1, 3, &t, &v, &b) || cy_throw_set(t, v, b)) {
                s->state = 2;
                s->g->hooked &= 1;
                return NULL;
            }
            sent = NULL;
        }
    }
    {
        int c = cy_gen_step(s->g, sent, &r);
        return cy_async_result(s, c, r);
    }
}
CY_RARE PyObject *cy_async_next(PyObject *o) { return cy_async_send(o, Py_None); }
CY_RARE PyObject *cy_async_throw_in(PyObject *o, PyObject *args)
{
    cy_async_step *s = (cy_async_step *)o;
    PyObject *r;
    int c;
    if (s->state == 2) return cy_async_over(s);
    if (s->state == 0 && (s->g->hooked & 2)) return cy_async_busy(s);
    s->state = 1;
    s->g->hooked |= 2;
    c = cy_gen_throw_step(s->g, args, &r);
    return cy_async_result(s, c, r);
}
CY_RARE PyObject *cy_async_step_close(PyObject *o, PyObject *x)
{
    cy_async_step *s = (cy_async_step *)o;
    PyObject *r;
    int c;
    (void)x;
    if (s->state == 0 && PY_VERSION_HEX < 0x030D0000) s->state = 2;     /* older interpreters leave the generator alone */
    if (s->state == 2) return cy_ref(Py_None);
    if (s->state == 0 && (s->g->hooked & 2)) return cy_async_busy(s);
    s->state = 1;
    s->g->hooked |= 2;
    PyErr_SetNone(PyExc_GeneratorExit);
    c = cy_gen_step(s->g, NULL, &r);
    if ((r = cy_async_result(s, c, r))) {
        Py_DECREF(r);
        PyErr_SetString(PyExc_RuntimeError, "coroutine ignored GeneratorExit");
        return NULL;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration) && !PyErr_ExceptionMatches(PyExc_StopAsyncIteration) && !PyErr_ExceptionMatches(PyExc_GeneratorExit)) return NULL;
    PyErr_Clear();
    return cy_ref(Py_None);
}
static PyMethodDef cy_async_step_methods[] = {
    {"send", cy_async_send, METH_O, NULL}, {"throw", cy_async_throw_in, METH_VARARGS, NULL}, {"close", cy_async_step_close, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_async_step_slots[] = {
    CY_ASYNC_STEP_FINALIZE {Py_tp_dealloc, (void *)cy_async_step_dealloc}, {Py_tp_traverse, (void *)cy_async_step_traverse}, {Py_tp_clear, (void *)cy_async_step_clear}, {Py_tp_iter, (void *)cy_gen_self},
    {Py_tp_iternext, (void *)cy_async_next}, {Py_am_await, (void *)cy_gen_self}, {Py_tp_methods, cy_async_step_methods}, {0, NULL}};
static PyType_Spec cy_async_step_spec = {"_cyrus.async_generator_asend", sizeof(cy_async_step), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_async_step_slots};

/* Tells the event loop of a generator's first step, so that it can close it. 0 or -1. */
CY_RARE int cy_async_hooks(cy_gen *g)
{
    PyObject *get, *hooks, *first, *r;
    if (g->hooked & 1) return 0;
    g->hooked |= 1;
    get = PySys_GetObject("get_asyncgen_hooks");
    if (!get || !(hooks = PyObject_CallObject(get, NULL))) return -1;
    if (PyTuple_GET_ITEM(hooks, 1) != Py_None) g->finalizer = cy_ref(PyTuple_GET_ITEM(hooks, 1));
    first = cy_ref(PyTuple_GET_ITEM(hooks, 0));
    Py_DECREF(hooks);
    r = first == Py_None ? cy_ref(Py_None) : PyObject_CallFunctionObjArgs(first, (PyObject *)g, NULL);
    Py_DECREF(first);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

CY_RARE PyObject *cy_async_step_new(PyObject *o, int what, PyObject *sent, PyObject *args)
{
    cy_async_step *s;
    if (cy_async_hooks((cy_gen *)o) || !(s = PyObject_GC_New(cy_async_step, (PyTypeObject *)CY(async_step_type)))) return NULL;
    s->g = (cy_gen *)cy_ref(o);
    s->what = what;
    s->state = 0;
    Py_XINCREF(sent);
    s->sent = sent;
    Py_XINCREF(args);
    s->args = args;
    PyObject_GC_Track((PyObject *)s);
    return (PyObject *)s;
}
CY_RARE PyObject *cy_async_anext(PyObject *o) { return cy_async_step_new(o, CY_STEP_SEND, Py_None, NULL); }
CY_RARE PyObject *cy_async_asend(PyObject *o, PyObject *v) { return cy_async_step_new(o, CY_STEP_SEND, v, NULL); }
CY_RARE PyObject *cy_async_athrow(PyObject *o, PyObject *args) 
{
    return cy_throw_warn(args, "athrow") ? NULL : cy_async_step_new(o, CY_STEP_THROW, NULL, args);
}
CY_RARE PyObject *cy_async_aclose(PyObject *o, PyObject *x) { (void)x; return cy_async_step_new(o, CY_STEP_CLOSE, NULL, NULL); }

static PyGetSetDef cy_async_getset[] = {
    CY_GEN_NAMES("async generator"), {"__class__", cy_gen_class, NULL, NULL, (void *)&PyAsyncGen_Type}, CY_GEN_GET("ag_running", CY_G_RUNNING), CY_GEN_GET("ag_suspended", CY_G_SUSPENDED), CY_GEN_GET("ag_await", CY_G_DELEGATE),
    CY_GEN_GET("ag_code", CY_G_CODE), CY_GEN_GET("ag_frame", CY_G_FRAME), {NULL, NULL, NULL, NULL, NULL}};
static PyMethodDef cy_async_methods[] = {
    {"asend", cy_async_asend, METH_O, "asend(v) -> send 'v' in generator."}, {"athrow", cy_async_athrow, METH_VARARGS, "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", cy_async_aclose, METH_NOARGS, "aclose() -> raise GeneratorExit inside generator."}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_async_slots[] = {
    CY_GEN_SLOTS,
    {Py_am_aiter, (void *)cy_gen_self}, {Py_am_anext, (void *)cy_async_anext},
    {Py_tp_getset, cy_async_getset}, {Py_tp_methods, cy_async_methods}, {0, NULL}};
static PyType_Spec cy_async_spec = {"_cyrus.async_generator", offsetof(cy_gen, frame), 1, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_async_slots};

/* @init cy_async_init | sets async_generator_type async_step_type async_value_type */
CY_RARE int cy_async_init(void)
{
    if (!CY(async_generator_type)) CY(async_generator_type) = cy_internal_type(&cy_async_spec);
    cy_type_plain(CY(async_generator_type));
    if (!CY(async_step_type)) CY(async_step_type) = cy_internal_type(&cy_async_step_spec);
    if (!CY(async_value_type)) CY(async_value_type) = cy_internal_type(&cy_wrapped_spec);
    return CY(async_generator_type) && CY(async_step_type) && CY(async_value_type) ? 0 : -1;
}

/* @op cy_async_generator(const cy_gen_def *d) -> object new | null
 * An asynchronous generator that has not begun; its frame is zero. */
CY_FN PyObject *cy_async_generator(const cy_gen_def *d) { return cy_gen_new(CY(async_generator_type), d); }
