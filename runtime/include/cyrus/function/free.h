/* Functions that are not bound to an object, as those of C are not (directive `binding=False`).
 * @cold */
#pragma once
#include "cyrus/compat/type.h"
#include "cyrus/function/make.h"
#include "cyrus/function/object.h"

CY_STATE(PyObject *, free_function_type);

CY_UNUSED static PyType_Slot cy_free_function_slots[] = {
    {Py_tp_dealloc, (void *)cy_function_dealloc}, {Py_tp_traverse, (void *)cy_function_traverse}, {Py_tp_clear, (void *)cy_function_clear},
    {Py_tp_repr, (void *)cy_function_repr}, {Py_tp_call, (void *)PyVectorcall_Call},
    {Py_tp_getset, cy_function_getset}, {Py_tp_members, cy_function_members}, {Py_tp_methods, cy_function_methods}, {0, NULL}};
CY_UNUSED static PyType_Spec cy_free_function_spec = {
    "_cyrus.cython_function_or_method", sizeof(cy_func), 0,
    CY_TPFLAGS_FIXED | Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL, cy_free_function_slots};

/* @op cy_free_function(int index) -> object new | null
 * The function of this row of CY(functions), of a type without `__get__`. */
CY_RARE PyObject *cy_free_function(int index)
{
    PyObject *f, *t;
    if (!CY(free_function_type) && !(CY(free_function_type) = cy_internal_type(&cy_free_function_spec))) return NULL;
    f = cy_function(index);
    if (!f) return NULL;
    t = (PyObject *)Py_TYPE(f);
    Py_INCREF(CY(free_function_type));
    Py_SET_TYPE(f, (PyTypeObject *)CY(free_function_type));
    Py_DECREF(t);
    return f;
}
