/* The type of functions. Its name is Cython's: sphinx, IPython and others look at it.
 * @cold */
#pragma once
#include "cyrus/compat/type.h"
#include "cyrus/function/attrs.h"
#include "cyrus/function/make.h"

CY_RARE int cy_function_traverse(PyObject *o, visitproc visit, void *arg)
{
    PyObject **p = &((cy_func *)o)->dict;
    int i;
    Py_VISIT(Py_TYPE(o));
    for (i = 0; i < CY_FUNC_FIELDS; i++) Py_VISIT(p[i]);
    return 0;
}
CY_RARE int cy_function_clear(PyObject *o)
{
    PyObject **p = &((cy_func *)o)->dict;
    int i;
    for (i = 0; i < CY_FUNC_FIELDS; i++) Py_CLEAR(p[i]);
    return 0;
}
CY_RARE void cy_function_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    if (((cy_func *)o)->weak) PyObject_ClearWeakRefs(o);
    cy_function_clear(o);
    PyObject_GC_Del(o);
    Py_DECREF((PyObject *)t);
}
CY_RARE PyObject *cy_function_repr(PyObject *o)
{
    return PyUnicode_FromFormat("<cyfunction %U at %p>", ((cy_func *)o)->qualname, (void *)o);
}
CY_RARE PyObject *cy_function_reduce(PyObject *o, PyObject *x)
{
    (void)x;
    return cy_ref(((cy_func *)o)->qualname);
}

static PyMemberDef cy_function_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(cy_func, call), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(cy_func, dict), READONLY, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(cy_func, weak), READONLY, NULL},
    {NULL, 0, 0, 0, NULL}};
static PyMethodDef cy_function_methods[] = {{"__reduce__", cy_function_reduce, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot cy_function_slots[] = {
    {Py_tp_dealloc, (void *)cy_function_dealloc}, {Py_tp_traverse, (void *)cy_function_traverse}, {Py_tp_clear, (void *)cy_function_clear},
    {Py_tp_repr, (void *)cy_function_repr}, {Py_tp_call, (void *)PyVectorcall_Call}, {Py_tp_descr_get, (void *)cy_function_bind},
    {Py_tp_getset, cy_function_getset}, {Py_tp_members, cy_function_members}, {Py_tp_methods, cy_function_methods}, {0, NULL}};
static PyType_Spec cy_function_spec = {
    "_cyrus.cython_function_or_method", sizeof(cy_func), 0,
    CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR, cy_function_slots};

/* @init cy_function_init | sets function_type */
CY_RARE int cy_function_init(void)
{
    if (!CY(function_type)) CY(function_type) = cy_internal_type(&cy_function_spec);
    return CY(function_type) ? 0 : -1;
}
