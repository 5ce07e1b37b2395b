/* Generators, coroutines, asynchronous generators, with and class statements. */
#include "harness.h"
#include "cyrus/core/constants.h"
#include "cyrus/error/catch.h"
#include "cyrus/error/raise.h"
#include "cyrus/generator/async.h"
#include "cyrus/generator/await.h"
#include "cyrus/generator/coroutine.h"
#include "cyrus/generator/generator.h"
#include "cyrus/klass/box.h"
#include "cyrus/klass/build.h"
#include "cyrus/klass/cell.h"
#include "cyrus/klass/with.h"

enum { s_echo, s_deleg, s_coro, s_agen, s_qual, s_count };
static PyObject *strings[s_count];
static const char text[] = "echo\0deleg\0coro\0agen\0Some.echo";
static const char *const files[] = {"gen.pyx"};
static const struct cy_scope scopes[] = {{"echo", 0, 1}};
static const unsigned lines[] = {0, 3};
static PyObject *codes[2];

/* def echo(n):
 *     while True:
 *         try: got = yield n
 *         except KeyError as e: n = e; got = yield "caught"
 *         if got == "stop": return n
 *         if got == "raise": raise StopIteration
 *         n = got */
typedef struct { PyObject *n, *caught, *outer; } echo_frame;
static PyObject *b_echo(cy_gen *g, PyObject *sent)
{
    echo_frame *f = CY_FRAME(g, echo_frame);
    switch (g->at) {
    case 1: goto at1;
    case 2: goto at2;
    default: if (!sent) goto error;
    }
again:
    g->at = 1;
    return cy_ref(f->n);
at1:
    if (!sent) {
        if (cy_matches(PyExc_KeyError) <= 0) goto error;
        f->caught = cy_catch(&f->outer);
        Py_DECREF(f->n);
        f->n = cy_ref(f->caught);
        g->at = 2;
        return PyUnicode_FromString("caught");
at2:
        Py_CLEAR(f->caught);
        cy_uncatch(f->outer);
        f->outer = NULL;
        if (!sent) goto error;
    }
    if (PyUnicode_Check(sent) && !PyUnicode_CompareWithASCIIString(sent, "stop")) {
        g->at = -1;
        return cy_ref(f->n);
    }
    if (PyUnicode_Check(sent) && !PyUnicode_CompareWithASCIIString(sent, "raise")) {
        cy_raise(PyExc_StopIteration, 0);
        goto error;
    }
    Py_DECREF(f->n);
    f->n = cy_ref(sent);
    goto again;
error:
    cy_trace(0, 1);
    return NULL;
}
/* return (yield from it); also return await it */
typedef struct { PyObject *it; } deleg_frame;
static PyObject *b_deleg(cy_gen *g, PyObject *sent)
{
    deleg_frame *f = CY_FRAME(g, deleg_frame);
    PyObject *v = NULL;
    int c;
    if (!sent) return NULL;
    if (g->at == 1) {
        g->at = -1;
        return cy_ref(sent);
    }
    c = g->def->kind == CY_COROUTINE ? cy_await((PyObject *)g, f->it, &v) : cy_yield_from((PyObject *)g, f->it, &v);
    g->at = c > 0 ? 1 : -1;
    return v;
}
/* async def agen(it): try: x = await it; y = yield x; yield y except ValueError: yield "value error" */
typedef struct { PyObject *it; } agen_frame;
static PyObject *b_agen(cy_gen *g, PyObject *sent)
{
    agen_frame *f = CY_FRAME(g, agen_frame);
    PyObject *v = NULL, *w;
    int c;
    if (!sent && g->at > 0) goto error;
    switch (g->at) {
    case 0:
        if (!sent) return NULL;
        c = cy_await((PyObject *)g, f->it, &v);
        if (c < 0) goto error;
        g->at = 1;
        if (c) return v;
        w = cy_async_yield(v);
        Py_DECREF(v);
        g->at = 2;
        return w;
    case 1:
        g->at = 2;
        return cy_async_yield(sent);
    case 2:
        g->at = 3;
        return cy_async_yield(sent);
    default:
        g->at = -1;
        return cy_ref(Py_None);
    }
error:
    if (g->at != 3 && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Clear();
        w = PyUnicode_FromString("value error");
        v = cy_async_yield(w);
        Py_DECREF(w);
        g->at = 3;
        return v;
    }
    return NULL;
}
static const cy_gen_def defs[] = {
    {b_echo, NULL, sizeof(echo_frame), 3, CY_GENERATOR, s_echo, s_qual, 0, 3, 1, -1},
    {b_deleg, NULL, sizeof(deleg_frame), 1, CY_GENERATOR, s_deleg, s_deleg, 0, 9, 0, -1},
    {b_deleg, NULL, sizeof(deleg_frame), 1, CY_COROUTINE, s_coro, s_coro, 0, 9, 0, -1},
    {b_agen, NULL, sizeof(agen_frame), 1, CY_ASYNC_GENERATOR, s_agen, s_agen, 0, 9, 0, -1},
};
WRAP(echo, PyObject *g = cy_generator(&defs[0]); if (g) CY_FRAME(g, echo_frame)->n = cy_ref(a[0]); return g;)
WRAP(deleg, PyObject *g = cy_generator(&defs[1]); if (g) CY_FRAME(g, deleg_frame)->it = cy_ref(a[0]); return g;)
WRAP(coro, PyObject *g = cy_coroutine(&defs[2]); if (g) CY_FRAME(g, deleg_frame)->it = cy_ref(a[0]); return g;)
WRAP(agen, PyObject *g = cy_async_generator(&defs[3]); if (g) CY_FRAME(g, agen_frame)->it = cy_ref(a[0]); return g;)

/* class NAME(*bases, **kwargs): body(space) */
WRAP(build,
    PyObject *kw = PyDict_GET_SIZE(a[2]) ? PyDict_Copy(a[2]) : cy_ref(Py_None); PyObject *meta = NULL; PyObject *space = NULL; PyObject *r = NULL; PyObject *x = NULL; PyObject *bases = cy_class_bases(a[1]);
    if (bases && (meta = cy_class_meta(bases, kw)) && (space = cy_class_space(meta, a[0], bases, kw, a[0], 1)) && (x = PyObject_CallFunctionObjArgs(a[3], space, NULL)))
        r = cy_class(meta, a[0], bases, a[1], kw, space);
    Py_XDECREF(kw); Py_XDECREF(meta); Py_XDECREF(space); Py_XDECREF(x); Py_XDECREF(bases);
    return r;)
/* with o as x: f(x) */
WRAP(with,
    PyObject *exit; PyObject *outer; PyObject *e; PyObject *r; PyObject *v = NULL; int c = 0; PyObject *x = cy_with_enter(a[0], &exit);
    if (!x) return NULL;
    v = PyObject_CallFunctionObjArgs(a[1], x, NULL);
    Py_DECREF(x);
    if (v) r = PyObject_CallFunctionObjArgs(exit, Py_None, Py_None, Py_None, NULL);
    else {
        e = cy_catch(&outer);
        r = cy_with_error(exit, e);
        c = r ? PyObject_IsTrue(r) : -1;
        cy_uncatch(outer);
        if (!c) cy_raise_again(e); else Py_DECREF(e);
        if (c > 0) v = cy_ref(Py_None);
    }
    Py_DECREF(exit);
    if (!r) Py_CLEAR(v);
    Py_XDECREF(r);
    return v;)
WRAP(super, return cy_super(a[0] == Py_None ? NULL : a[0], a[1]);)
WRAP(cell, PyObject *c = cy_cell(NULL); PyObject *r; if (cy_cell_get(c, "x")) return NULL; PyErr_Clear(); cy_cell_set(c, cy_ref(a[0]));
    r = cy_cell_get_free(c, "x"); if (cy_cell_del(c, "x") || !cy_cell_del_free(c, "x")) return NULL; PyErr_Clear(); Py_DECREF(c); return r;)
WRAP(box, PyObject *b = cy_box(sizeof(double), NULL); double d; *(double *)cy_box_data(b) = 2.5; d = *(double *)cy_box_data(b); Py_DECREF(b); return PyFloat_FromDouble(d);)
static PyMethodDef rows[] = {ROW(echo), ROW(deleg), ROW(coro), ROW(agen), ROW(build), ROW(with), ROW(super), ROW(cell), ROW(box), {NULL, NULL, 0, NULL}};
static int start(void)
{
    CY(strings) = strings;
    CY(files) = files;
    CY(scopes) = scopes;
    CY(lines) = lines;
    CY(codes) = codes;
    return cy_make_names(strings, text, s_count) || cy_generator_init() || cy_coroutine_init() || cy_async_init() || cy_box_init();
}
MODULE(cyrus_generator, start())
