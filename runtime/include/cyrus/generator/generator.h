/* The type of generators.
 * @cold */
#pragma once
#include "cyrus/generator/known.h"
#include "cyrus/generator/methods.h"

CY_STATE(PyObject *, generator_type);

static PyGetSetDef cy_generator_getset[] = {
    CY_GEN_NAMES("generator"), {"__class__", cy_gen_class, NULL, NULL, (void *)&PyGen_Type}, CY_GEN_GET("gi_running", CY_G_RUNNING), CY_GEN_GET("gi_suspended", CY_G_SUSPENDED), CY_GEN_GET("gi_yieldfrom", CY_G_DELEGATE),
    CY_GEN_GET("gi_code", CY_G_CODE), CY_GEN_GET("gi_frame", CY_G_FRAME), {NULL, NULL, NULL, NULL, NULL}};
static PyMethodDef cy_generator_methods[] = {
    {"send", cy_gen_send, METH_O, "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", cy_gen_throw, METH_VARARGS, "throw(typ[,val[,tb]]) -> raise exception in generator,\nreturn next yielded value or raise StopIteration."},
    {"close", cy_gen_close_method, METH_NOARGS, "close() -> raise GeneratorExit inside generator."}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_generator_slots[] = {
    CY_GEN_SLOTS, CY_GEN_SEND
    {Py_tp_iter, (void *)cy_gen_self}, {Py_tp_iternext, (void *)cy_gen_next},
    {Py_tp_getset, cy_generator_getset}, {Py_tp_methods, cy_generator_methods}, {0, NULL}};
static PyType_Spec cy_generator_spec = {"_cyrus.generator", offsetof(cy_gen, frame), 1, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_generator_slots};

/* @init cy_generator_init | sets generator_type */
CY_RARE int cy_generator_init(void)
{
    if (!CY(generator_type)) CY(generator_type) = cy_internal_type(&cy_generator_spec);
    cy_type_plain(CY(generator_type));
    CY(known_generator) = (PyTypeObject *)CY(generator_type);
    return CY(generator_type) ? 0 : -1;
}

/* @op cy_generator(const cy_gen_def *d) -> object new | null
 * A generator that has not begun; its frame is zero. */
CY_FN PyObject *cy_generator(const cy_gen_def *d) { return cy_gen_new(CY(generator_type), d); }
