/* Coroutines that can be iterated over: those of functions with `iterable_coroutine`.
 * @cold */
#pragma once
#include "cyrus/generator/coroutine.h"

CY_STATE(PyObject *, iterable_type);

static PyType_Slot cy_iterable_slots[] = {
    CY_GEN_SLOTS, CY_GEN_SEND
    {Py_am_await, (void *)cy_gen_self}, {Py_tp_iter, (void *)cy_gen_self}, {Py_tp_iternext, (void *)cy_gen_next},
    {Py_tp_getset, cy_coroutine_getset}, {Py_tp_methods, cy_coroutine_methods}, {0, NULL}};
static PyType_Spec cy_iterable_spec = {"_cyrus.coroutine", offsetof(cy_gen, frame), 1, CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, cy_iterable_slots};

/* @init cy_iterable_init | sets iterable_type */
CY_RARE int cy_iterable_init(void)
{
    if (!CY(iterable_type)) CY(iterable_type) = cy_internal_type(&cy_iterable_spec);
    cy_type_plain(CY(iterable_type));
    CY(known_iterable) = (PyTypeObject *)CY(iterable_type);
    return CY(iterable_type) ? 0 : -1;
}

/* @op cy_iterable_coroutine(const cy_gen_def *d) -> object new | null
 * A coroutine, of a function with `iterable_coroutine`, that has not begun; its frame is zero. */
CY_FN PyObject *cy_iterable_coroutine(const cy_gen_def *d) { return cy_gen_new(CY(iterable_type), d); }
