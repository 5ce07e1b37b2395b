/* Making types from specs: flags that older versions do not have, and names of member kinds.
 * @cold */
#pragma once
#include "cyrus/core/prelude.h"
#include <structmember.h>

/* Not to be changed from outside: lets the interpreter cache attribute look-ups on instances (3.10 and later). */
#if PY_VERSION_HEX >= 0x030A0000
#define CY_TPFLAGS_FIXED (Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION)
#else
#define CY_TPFLAGS_FIXED 0
#endif

/* What error messages call a type that stands for one of the interpreter's: its name without the module. */
CY_RARE void cy_type_plain(PyObject *type)
{
    const char *dot = type ? strrchr(((PyTypeObject *)type)->tp_name, '.') : NULL;
    if (dot) ((PyTypeObject *)type)->tp_name = dot + 1;
}

/* A new type that cannot be called to make instances. NULL on error. */
CY_RARE PyObject *cy_internal_type(PyType_Spec *spec)
{
    PyObject *t = PyType_FromSpec(spec);
#if PY_VERSION_HEX < 0x030A0000
    if (t) ((PyTypeObject *)t)->tp_new = NULL;
#endif
    return t;
}

/* For the spec of a type whose objects sequence patterns match (3.10 and later). */
#if PY_VERSION_HEX >= 0x030A0000
#define CY_TPFLAGS_SEQUENCE Py_TPFLAGS_SEQUENCE
#else
#define CY_TPFLAGS_SEQUENCE 0
#endif

/* Makes a type that has that flag a collections.abc.Sequence, too. 0, or -1 with an exception. */
CY_RARE int cy_type_is_sequence(PyObject *type)
{
    PyObject *m = PyImport_ImportModule("_collections_abc"), *sequence = m ? PyObject_GetAttrString(m, "Sequence") : NULL;
    PyObject *done = sequence ? PyObject_CallMethod(sequence, "register", "O", type) : NULL;
    Py_XDECREF(done);
    Py_XDECREF(sequence);
    Py_XDECREF(m);
    return done ? 0 : -1;
}
