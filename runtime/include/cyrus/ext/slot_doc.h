/* The docstrings of special methods: what CPython makes for a filled slot says what the slot is for, not what the method does.
 * @cold */
#pragma once
#include "cyrus/core/names.h"

/* Gives the method name of a new type the docstring doc, if it is one that CPython made for a slot; a method of another kind has
 * its own. doc must live as long as the type. -1 and an exception on failure. */
CY_RARE int cy_slot_doc(PyObject *type, const char *name, const char *doc)
{
    PyObject *method = PyDict_GetItemString(((PyTypeObject *)type)->tp_dict, name);
    struct wrapperbase *own;
    if (!method || !Py_IS_TYPE(method, &PyWrapperDescr_Type)) return 0;
    /* as long as the type: the interpreter's own description is shared by all types */
    if (!(own = (struct wrapperbase *)PyMem_Malloc(sizeof(*own)))) {
        PyErr_NoMemory();
        return -1;
    }
    *own = *((PyWrapperDescrObject *)method)->d_base;
    own->doc = doc;
    ((PyWrapperDescrObject *)method)->d_base = own;
    return 0;
}
