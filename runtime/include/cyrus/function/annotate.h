/* The annotations of a function, and the function that gives them in the form that is asked for (PEP 649, PEP 749). */
#pragma once
#include "cyrus/function/def.h"

/* __annotate__(format), of a function whose annotations are known: self. VALUE and FORWARDREF give a dict of what they are, STRING
 * one of texts, where the interpreter has annotationlib; NotImplementedError for other formats. */
CY_RARE PyObject *cy_annotate(PyObject *self, PyObject *format)
{
    PyObject *library = NULL, *r = NULL;
    long n = PyLong_AsLong(format);
    if (n == -1 && PyErr_Occurred()) return NULL;
    if (n == 1 || n == 3) return PyDict_Copy(self);
    if (n == 4) library = PyImport_ImportModule("annotationlib");
    if (library) r = PyObject_CallMethod(library, "annotations_to_string", "O", self);
    else if (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_ImportError)) PyErr_SetObject(PyExc_NotImplementedError, format);
    Py_XDECREF(library);
    return r;
}
static PyMethodDef cy_annotate_method = {"__annotate__", cy_annotate, METH_O, NULL};

/* @op cy_function_set_annotations(object f, object v) -> void | never steals:1
 * For a function that was just made: its annotations, a dict. */
CY_INLINE void cy_function_set_annotations(PyObject *f, PyObject *v)
{
    ((cy_func *)f)->notes = v;
    CY(annotate_def) = &cy_annotate_method;
}
