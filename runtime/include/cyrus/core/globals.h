/* Global and builtin names, and names that have no value. */
#pragma once
#include "cyrus/compat/dicttag.h"
#include "cyrus/compat/error.h"
#include "cyrus/core/state.h"

/* The NameError that is set learns of the name, as since 3.10. */
CY_RARE void cy_name_it(PyObject *name)
{
#if PY_VERSION_HEX >= 0x030A0000
    PyObject *e = cy_raised_take();
    if (e && name && PyErr_GivenExceptionMatches(e, PyExc_NameError) && PyObject_SetAttrString(e, "name", name)) PyErr_Clear();
    if (e) cy_raised_put(e);
#else
    (void)name;
#endif
}

/* Raises NameError for a name unless an exception is set. Always NULL. */
CY_RARE PyObject *cy_name_error(PyObject *name)
{
    if (PyErr_Occurred()) return NULL;
    PyErr_Format(PyExc_NameError, "name '%U' is not defined", name);
    cy_name_it(name);
    return NULL;
}

/* @op cy_builtin(object name) -> object new | null
 * A name of the module builtins. */
CY_FN PyObject *cy_builtin(PyObject *name)
{
    PyObject *r = PyDict_GetItemWithError(CY(builtins), name);
    return CY_LIKELY(r != NULL) ? cy_ref(r) : cy_name_error(name);
}

/* @op cy_global(object name) -> object new | null
 * A name of the module, or of builtins. */
CY_FN PyObject *cy_global(PyObject *name)
{
    PyObject *r = PyDict_GetItemWithError(CY(dict), name);
    if (CY_LIKELY(r != NULL)) return cy_ref(r);
    if (CY_UNLIKELY(PyErr_Occurred() != NULL)) return NULL;
    return cy_builtin(name);
}

/* What a name of the module stood for when its dict had this tag. */
typedef struct { unsigned long long tag; PyObject *value; } cy_known;

/* cy_global that remembers what it finds in the module's dict, which holds the value for as long as it has this tag. */
CY_FN PyObject *cy_global_again(PyObject *name, cy_known *known)
{
#ifdef CY_DICT_TAG
    PyObject *r = PyDict_GetItemWithError(CY(dict), name);
    if (CY_LIKELY(r != NULL)) {
        known->tag = CY_DICT_TAG(CY(dict));
        known->value = r;
        return cy_ref(r);
    }
    if (CY_UNLIKELY(PyErr_Occurred() != NULL)) return NULL;
    return cy_builtin(name);
#else
    (void)known;
    return cy_global(name);
#endif
}

/* What generated functions call for cy_global, each name with a place of its own in `known`. */
CY_INLINE PyObject *cy_global_known(PyObject *name, cy_known *known)
{
#ifdef CY_DICT_TAG
    if (CY_LIKELY(CY_DICT_TAG(CY(dict)) == known->tag)) return cy_ref(known->value);
#endif
    return cy_global_again(name, known);
}

/* @op cy_set_global(object name, object v) -> int | neg consumes
 * name = v in the module */
CY_FN int cy_set_global(PyObject *name, PyObject *v, int own)
{
    int r = PyDict_SetItem(CY(dict), name, v);
    CY_OWN2(name, v);
    return r;
}

/* @op cy_set_module_name(object v) -> int | neg cold
 * __name__ = v in the module: functions and classes that are made from now on have it as their __module__. */
CY_RARE int cy_set_module_name(PyObject *v)
{
    PyObject *old = CY(module_name);
    if (PyDict_SetItemString(CY(dict), "__name__", v)) return -1;
    CY(module_name) = cy_ref(v);
    Py_DECREF(old);
    return 0;
}

/* @op cy_del_global(object name) -> int | neg cold
 * del name in the module */
CY_RARE int cy_del_global(PyObject *name)
{
    if (!PyDict_DelItem(CY(dict), name)) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        cy_name_error(name);
    }
    return -1;
}

/* @op cy_caller_globals() -> object new | never cold
 * globals() as it was in old versions (`old_style_globals`): those of the code of Python that called. */
CY_RARE PyObject *cy_caller_globals(void)
{
    PyObject *r = PyEval_GetGlobals();
    return cy_ref(r ? r : CY(dict));
}

/* @op cy_add_tests(object tests) -> int | neg cold
 * Fills the module's `__test__`, by which `doctest` finds what is in compiled functions; what the module says itself stays. */
CY_RARE int cy_add_tests(PyObject *tests)
{
    PyObject *own = PyDict_GetItemString(CY(dict), "__test__");
    if (!own) return PyDict_SetItemString(CY(dict), "__test__", tests);
    return PyDict_Check(own) ? PyDict_Merge(own, tests, 0) : 0;
}

/* @op cy_class_find(object space, object name, out object found) -> int | neg
 * Looks for a name in the namespace of a class body (any mapping): 1 and its value, 0 and NULL. */
CY_FN int cy_class_find(PyObject *space, PyObject *name, PyObject **found)
{
    if ((*found = PyObject_GetItem(space, name))) return 1;
    if (!PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
    PyErr_Clear();
    return 0;
}

/* @op cy_class_name(object space, object name) -> object new | null
 * A name in the body of a class: of its namespace, of the module, of builtins. */
CY_FN PyObject *cy_class_name(PyObject *space, PyObject *name)
{
    PyObject *r;
    int c = cy_class_find(space, name, &r);
    return c ? r : cy_global(name);
}

/* @op cy_del_class_name(object space, object name) -> int | neg cold
 * del name in the body of a class */
CY_RARE int cy_del_class_name(PyObject *space, PyObject *name)
{
    if (!PyObject_DelItem(space, name)) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        cy_name_error(name);
    }
    return -1;
}

/* What is said of names without a value: plain Python has the words of the running interpreter. */
#if defined(CY_PLAIN_PYTHON) && PY_VERSION_HEX >= 0x030B0000
#define CY_UNBOUND_LOCAL "cannot access local variable '%s' where it is not associated with a value"
#define CY_UNBOUND_FREE "cannot access free variable '%s' where it is not associated with a value in enclosing scope"
#else
#define CY_UNBOUND_LOCAL "local variable '%s' referenced before assignment"
#define CY_UNBOUND_FREE "free variable '%s' referenced before assignment in enclosing scope"
#endif

/* @op cy_unbound(const char *name) -> int | neg cold
 * Raises UnboundLocalError for a local variable without a value. Always -1. */
CY_RARE int cy_unbound(const char *name)
{
    PyErr_Format(PyExc_UnboundLocalError, CY_UNBOUND_LOCAL, name);
    return -1;
}

/* @op cy_unbound_free(const char *name) -> int | neg cold
 * Raises NameError for a variable of an enclosing function without a value. Always -1. */
CY_RARE int cy_unbound_free(const char *name)
{
    PyObject *text = PyUnicode_FromString(name);
    if (!text) return -1;
    PyErr_Format(PyExc_NameError, CY_UNBOUND_FREE, name);
    cy_name_it(text);
    Py_DECREF(text);
    return -1;
}
