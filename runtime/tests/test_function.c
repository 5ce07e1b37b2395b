/* The function type, binding of arguments, tracebacks, raise and catch. */
#include "harness.h"
#include "cyrus/core/constants.h"
#include "cyrus/error/catch.h"
#include "cyrus/error/raise.h"
#include "cyrus/function/bind.h"
#include "cyrus/function/object.h"
#include "cyrus/function/parts.h"
#include "cyrus/object/build.h"

enum { s_add, s_a, s_b, s_c, s_star, s_rest, s_more, s_only, s_x, s_y, s_none, s_fail, s_closed, s_qual, s_count };
static PyObject *strings[s_count];
static const char text[] = "add\0a\0b\0c\0star\0rest\0more\0only\0x\0y\0none\0fail\0closed\0Some.closed";
static const char *const files[] = {"some/file.pyx"};
static const struct cy_scope scopes[] = {{"fail", 0, 1}};
static const unsigned lines[] = {0, 7, 8};
static PyObject *codes[3];
static const unsigned short arg_names[] = {s_a, s_b, s_c, s_a, s_b, s_x, s_y, s_rest, s_more, s_a, s_x, s_y};

static PyObject *f_add(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *p[3];
    CY_ARGS(3)
    return cy_tuple(args, 3, 0);
}
static PyObject *f_star(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *p[6];
    if (cy_bind_star((cy_func *)self, args, CY_N(nf), kw, p)) return NULL;
    return cy_tuple(p, 6, 0x30);
}
static PyObject *f_only(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *p[3];
    if (cy_bind((cy_func *)self, args, CY_N(nf), kw, p)) return NULL;
    return cy_tuple(p, 3, 0);
}
static PyObject *f_none(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *p[1];
    CY_ARGS(0)
    (void)args;
    return cy_ref(Py_None);
}
static PyObject *f_fail(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *p[1], *outer, *v;
    int caught;
    CY_ARGS(1)
    cy_raise(args[0], 0);
    cy_trace(0, 2);
    if ((caught = cy_matches(PyExc_KeyError)) <= 0) {
        cy_trace(0, 1);
        return NULL;
    }
    v = cy_catch(&outer);
    Py_DECREF(v);
    if (PyObject_HasAttrString(v, "again")) {
        cy_reraise();
        v = NULL;
    } else {
        v = PyErr_Occurred() ? NULL : cy_handled();
    }
    cy_uncatch(outer);
    return v;
}
static PyObject *f_closed(PyObject *self, PyObject *const *args, size_t nf, PyObject *kw)
{
    (void)args; (void)nf; (void)kw;
    return cy_ref(CY_CLOSURE(self));
}
static const cy_def defs[] = {
    {f_add, "Adds.", "total rest", s_add, s_add, 0, 3, 0, 3, 0, 0, 0, 0},
    {f_star, NULL, NULL, s_star, s_star, 0, 5, 3, 2, 1, 2, 12, 0},
    {f_only, NULL, NULL, s_only, s_only, 0, 6, 9, 1, 0, 2, 0, 0},
    {f_none, NULL, NULL, s_none, s_none, 0, 6, 9, 0, 0, 0, 0, 0},
    {f_fail, NULL, NULL, s_fail, s_fail, 0, 6, 9, 1, 0, 0, 0, 0},
    {f_closed, NULL, NULL, s_closed, s_qual, 0, 6, 9, 0, 0, 0, 0x80, 0},
};

WRAP(tuple_call, PyObject *p[6]; if (cy_bind_tuple((cy_func *)a[0], a[1], a[2], p)) return NULL; return cy_tuple(p, 6, 0x30);)
WRAP(raise_from, cy_raise_from(a[0], a[1], 0); return NULL;)
WRAP(raise_three, cy_raise_three(a[0], a[1], a[2], 0); return NULL;)
WRAP(reraise, cy_reraise(); return NULL;)
static PyMethodDef rows[] = {ROW(tuple_call), ROW(raise_from), ROW(raise_three), ROW(reraise), {NULL, NULL, 0, NULL}};

static int start(PyObject *m)
{
    PyObject *f, *two, *none;
    int i;
    CY(strings) = strings;
    CY(files) = files;
    CY(scopes) = scopes;
    CY(lines) = lines;
    CY(codes) = codes;
    CY(functions) = defs;
    CY(arg_names) = arg_names;
    if (cy_make_names(strings, text, s_count) || cy_function_init()) return -1;
    two = PyLong_FromLong(2);
    none = cy_no_default();
    for (i = 0; i < 6; i++) {
        if (!(f = cy_function(i))) return -1;
        if (i == 0) cy_function_set_defaults(f, cy_tuple1(two, 0));
        if (i == 1 || i == 2) cy_function_set_kwdefaults(f, cy_tuple2(i == 1 ? two : none, i == 1 ? none : two, 0));
        if (i == 5) cy_function_set_closure(f, cy_ref(two));
        if (PyModule_AddObject(m, PyUnicode_AsUTF8(strings[defs[i].name]), f)) return -1;
    }
    Py_DECREF(two);
    return 0;
}
MODULE(cyrus_function, start(m))
