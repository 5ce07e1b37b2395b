/* Extension types with more than one base class: the others are known when the class statement runs.
 * @cold */
#pragma once
#include "cyrus/core/emit.h"
#include "cyrus/core/prelude.h"

/* @op cy_ext_bases(object type, object others) -> int | neg cold
 * Gives a type more base classes behind the one that it has. TypeError for what is no class, or keeps more in its objects
 * than the type has room for. */
CY_RARE int cy_ext_bases(PyObject *type, PyObject *others)
{
    PyTypeObject *t = (PyTypeObject *)type;
    PyObject *first, *bases;
    Py_ssize_t i;
    int r;
    for (i = 0; i < PyTuple_GET_SIZE(others); i++) {
        PyObject *b = PyTuple_GET_ITEM(others, i);
        if (!PyType_Check(b)) {
            PyErr_Format(PyExc_TypeError, "base class %R is not a type", b);
            return -1;
        }
        if (!(((PyTypeObject *)b)->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
            if (((PyTypeObject *)b)->tp_basicsize == PyBaseObject_Type.tp_basicsize) PyErr_Format(PyExc_TypeError, "base class '%.200s' is not a heap type", ((PyTypeObject *)b)->tp_name);
            else PyErr_Format(PyExc_TypeError, "best base '%.200s' must be equal to first base '%.200s'", ((PyTypeObject *)b)->tp_name, t->tp_base->tp_name);
            return -1;
        }
        /* behind `object` no order of bases is possible, which is said below */
        if (((PyTypeObject *)b)->tp_dictoffset && !t->tp_dictoffset && t->tp_base != &PyBaseObject_Type) {
            PyErr_Format(PyExc_TypeError, "extension type '%.200s' has no __dict__ slot, but base type '%.200s' has: either add 'cdef dict __dict__' "
                         "to the extension type or add '__slots__ = [...]' to the base type", t->tp_name, ((PyTypeObject *)b)->tp_name);
            return -1;
        }
    }
    first = PyTuple_Pack(1, (PyObject *)t->tp_base);
    bases = first ? PySequence_Concat(first, others) : NULL;
    t->tp_flags &= ~(unsigned long)CY_TPFLAGS_IMMUTABLE;        /* for this once */
    r = bases ? PyObject_SetAttrString(type, "__bases__", bases) : -1;
    t->tp_flags |= CY_TPFLAGS_IMMUTABLE;
    Py_XDECREF(first);
    Py_XDECREF(bases);
    return r;
}
