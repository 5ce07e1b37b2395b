/* Coroutines: the type, what `await` makes of them, and what it makes of other objects.
 * @cold */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/generator/known.h"
#include "cyrus/generator/methods.h"

CY_STATE(PyObject *, coroutine_type);
CY_STATE(PyObject *, awaiter_type);

/* The iterator that __await__ gives. */
typedef struct { PyObject_HEAD PyObject *coroutine; } cy_awaiter;

CY_RARE int cy_awaiter_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(((cy_awaiter *)o)->coroutine);
    return 0;
}
CY_RARE int cy_awaiter_clear(PyObject *o) { Py_CLEAR(((cy_awaiter *)o)->coroutine); return 0; }
CY_RARE void cy_awaiter_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    cy_awaiter_clear(o);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}
CY_RARE PyObject *cy_awaiter_send(PyObject *o, PyObject *v) { return cy_gen_send(((cy_awaiter *)o)->coroutine, v); }
CY_RARE PyObject *cy_awaiter_throw(PyObject *o, PyObject *args) { return cy_gen_throw(((cy_awaiter *)o)->coroutine, args); }
CY_RARE PyObject *cy_awaiter_close(PyObject *o, PyObject *x) { return cy_gen_close_method(((cy_awaiter *)o)->coroutine, x); }
CY_RARE PyObject *cy_awaiter_next(PyObject *o) { return cy_gen_next(((cy_awaiter *)o)->coroutine); }
static PyMethodDef cy_awaiter_methods[] = {
    {"send", cy_awaiter_send, METH_O, NULL}, {"throw", cy_awaiter_throw, METH_VARARGS, NULL}, {"close", cy_awaiter_close, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_awaiter_slots[] = {
    {Py_tp_dealloc, (void *)cy_awaiter_dealloc}, {Py_tp_traverse, (void *)cy_awaiter_traverse}, {Py_tp_clear, (void *)cy_awaiter_clear}, {Py_tp_iter, (void *)cy_gen_self},
    {Py_tp_iternext, (void *)cy_awaiter_next}, {Py_tp_methods, cy_awaiter_methods}, {0, NULL}};
static PyType_Spec cy_awaiter_spec = {"_cyrus.coroutine_wrapper", sizeof(cy_awaiter), 0, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_awaiter_slots};

CY_RARE PyObject *cy_coroutine_await(PyObject *o)
{
    cy_awaiter *a = PyObject_GC_New(cy_awaiter, (PyTypeObject *)CY(awaiter_type));
    if (!a) return NULL;
    a->coroutine = cy_ref(o);
    PyObject_GC_Track((PyObject *)a);
    return (PyObject *)a;
}

static PyGetSetDef cy_coroutine_getset[] = {
    CY_GEN_NAMES("coroutine"), {"__class__", cy_gen_class, NULL, NULL, (void *)&PyCoro_Type}, CY_GEN_GET("cr_running", CY_G_RUNNING), CY_GEN_GET("cr_suspended", CY_G_SUSPENDED), CY_GEN_GET("cr_await", CY_G_DELEGATE),
    CY_GEN_GET("cr_code", CY_G_CODE), CY_GEN_GET("cr_frame", CY_G_FRAME), CY_GEN_GET("cr_origin", CY_G_ORIGIN), {NULL, NULL, NULL, NULL, NULL}};
static PyMethodDef cy_coroutine_methods[] = {
    {"send", cy_gen_send, METH_O, "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration."},
    {"throw", cy_gen_throw, METH_VARARGS, "throw(typ[,val[,tb]]) -> raise exception in coroutine,\nreturn next iterated value or raise StopIteration."},
    {"close", cy_gen_close_method, METH_NOARGS, "close() -> raise GeneratorExit inside coroutine."}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_coroutine_slots[] = {
    CY_GEN_SLOTS, CY_GEN_SEND
    {Py_am_await, (void *)cy_coroutine_await},
    {Py_tp_getset, cy_coroutine_getset}, {Py_tp_methods, cy_coroutine_methods}, {0, NULL}};
static PyType_Spec cy_coroutine_spec = {"_cyrus.coroutine", offsetof(cy_gen, frame), 1, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_coroutine_slots};

/* @init cy_coroutine_init | sets coroutine_type awaiter_type */
CY_RARE int cy_coroutine_init(void)
{
    if (!CY(coroutine_type)) CY(coroutine_type) = cy_internal_type(&cy_coroutine_spec);
    if (!CY(awaiter_type)) CY(awaiter_type) = cy_internal_type(&cy_awaiter_spec);
    cy_type_plain(CY(coroutine_type));
    CY(known_coroutine) = (PyTypeObject *)CY(coroutine_type);
    return CY(coroutine_type) && CY(awaiter_type) ? 0 : -1;
}

/* Where a coroutine is made (sys.set_coroutine_origin_tracking_depth): file, line and name of the innermost frames. */
CY_RARE PyObject *cy_coroutine_origin(int depth)
{
    PyFrameObject *frame = PyEval_GetFrame(), *back;
    PyObject *list = PyList_New(0), *entry, *r;
    int bad = !list;
    Py_XINCREF(frame);
    for (; frame && depth > 0 && !bad; depth--) {
        PyCodeObject *code = PyFrame_GetCode(frame);
        entry = Py_BuildValue("(OiO)", code->co_filename, PyFrame_GetLineNumber(frame), code->co_name);
        bad = !entry || PyList_Append(list, entry);
        Py_XDECREF(entry);
        Py_DECREF(code);
        back = PyFrame_GetBack(frame);
        Py_DECREF(frame);
        frame = back;
    }
    Py_XDECREF(frame);
    r = bad ? NULL : PyList_AsTuple(list);
    Py_XDECREF(list);
    return r;
}

/* @op cy_coroutine(const cy_gen_def *d) -> object new | null
 * A coroutine that has not begun; its frame is zero. */
CY_FN PyObject *cy_coroutine(const cy_gen_def *d)
{
    PyObject *g = cy_gen_new(CY(coroutine_type), d);
    int depth = cy_thread_here()->coroutine_origin_tracking_depth;
    if (CY_UNLIKELY(depth > 0) && g && !(((cy_gen *)g)->finalizer = cy_coroutine_origin(depth))) {
        cy_gen_drop((cy_gen *)g);               /* nobody has to be warned of it */
        Py_CLEAR(g);
    }
    return g;
}
