/* Methods of extension types: their bodies take self for an instance, so it is one when they are entered. */
#pragma once
#include "cyrus/function/def.h"

/* Whether args[0] is an instance of the extension type that the function is a method of; if not, an exception is set. */
CY_FN int cy_self_fits(const cy_func *f, PyObject *const *args, size_t nf)
{
    if (CY_N(nf) && CY_LIKELY(PyObject_TypeCheck(args[0], (PyTypeObject *)f->self_type))) return 1;
    if (!CY_N(nf)) PyErr_Format(PyExc_TypeError, "unbound method %U() needs an argument", f->qualname);
    else PyErr_Format(PyExc_TypeError, "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100s' object", f->name,
                      ((PyTypeObject *)f->self_type)->tp_name, Py_TYPE(args[0])->tp_name);
    return 0;
}

/* How Python calls such a method. */
CY_FN PyObject *cy_enter_method(PyObject *o, PyObject *const *args, size_t nf, PyObject *names)
{
    const cy_func *f = (const cy_func *)o;
    return CY_LIKELY(cy_self_fits(f, args, nf)) ? f->def->call(o, args, nf, names) : NULL;
}
