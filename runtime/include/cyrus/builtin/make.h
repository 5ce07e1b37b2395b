/* Builtin types called with one argument. */
#pragma once
#include "cyrus/core/prelude.h"

#define CY_MAKE(name, same, slow) \
    CY_FN PyObject *name(PyObject *o, int own) \
    { \
        PyObject *r = same(o) ? cy_ref(o) : slow; \
        CY_OWN1(o); \
        return r; \
    }
#define CY_NEVER_SAME(o) 0

/* @op cy_make_list(object o) -> object new | null consumes
 * list(o) */
CY_MAKE(cy_make_list, CY_NEVER_SAME, PySequence_List(o))
/* @op cy_make_tuple(object o) -> object new | null consumes
 * tuple(o) */
CY_MAKE(cy_make_tuple, PyTuple_CheckExact, PySequence_Tuple(o))
/* @op cy_make_set(object o) -> object new | null consumes
 * set(o) */
CY_MAKE(cy_make_set, CY_NEVER_SAME, PySet_New(o))
/* @op cy_make_frozenset(object o) -> object new | null consumes
 * frozenset(o) */
CY_MAKE(cy_make_frozenset, PyFrozenSet_CheckExact, PyFrozenSet_New(o))
/* @op cy_make_int(object o) -> object new | null consumes
 * int(o) */
CY_MAKE(cy_make_int, PyLong_CheckExact, PyNumber_Long(o))
/* @op cy_make_float(object o) -> object new | null consumes
 * float(o) */
CY_MAKE(cy_make_float, PyFloat_CheckExact, PyNumber_Float(o))
/* @op cy_make_dict(object o) -> object new | null consumes
 * dict(o) */
CY_MAKE(cy_make_dict, CY_NEVER_SAME, PyDict_CheckExact(o) ? PyDict_Copy(o) : PyObject_CallFunctionObjArgs((PyObject *)&PyDict_Type, o, NULL))
/* @op cy_make_bytes_of(object o) -> object new | null consumes
 * bytes(o) */
CY_MAKE(cy_make_bytes_of, PyBytes_CheckExact, PyObject_CallFunctionObjArgs((PyObject *)&PyBytes_Type, o, NULL))
