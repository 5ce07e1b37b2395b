/* The import statement. */
#pragma once
#include "cyrus/core/names.h"
#include "cyrus/core/state.h"

/* @op cy_import(object name, object from, int level) -> object new | null
 * __import__(name, globals, None, from, level); from is a tuple of names, or None, which gives the top package. */
CY_FN PyObject *cy_import(PyObject *name, PyObject *from, int level)
{
    return PyImport_ImportModuleLevelObject(name, CY(dict), NULL, from, level);
}

/* @op cy_import_old(object name, object from) -> object new | null
 * The import of Python 2 in a package: what lies beside the module comes first. */
CY_FN PyObject *cy_import_old(PyObject *name, PyObject *from)
{
    PyObject *r = PyImport_ImportModuleLevelObject(name, CY(dict), NULL, from, 1);
    if (r || !PyErr_ExceptionMatches(PyExc_ImportError)) return r;
    PyErr_Clear();
    return PyImport_ImportModuleLevelObject(name, CY(dict), NULL, from, 0);
}

/* Whether a module is being imported still: importlib says so in its spec. */
CY_RARE int cy_is_initializing(PyObject *module)
{
    PyObject *spec = PyObject_GetAttrString(module, "__spec__"), *v = spec ? PyObject_GetAttrString(spec, "_initializing") : NULL;
    int r = v ? PyObject_IsTrue(v) : 0;
    Py_XDECREF(spec);
    Py_XDECREF(v);
    PyErr_Clear();
    return r > 0;
}

/* "cannot import name", as CPython says it. */
CY_RARE PyObject *cy_import_fail(PyObject *module, PyObject *name, PyObject *package)
{
    PyObject *text, *path = PyModule_Check(module) ? PyModule_GetFilenameObject(module) : NULL, *from;
    PyErr_Clear();
    from = package ? cy_ref(package) : PyUnicode_FromString("<unknown module name>");
    if (!from) text = NULL;
    else if (!path) text = PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, from);
    else if (!cy_is_initializing(module)) text = PyUnicode_FromFormat("cannot import name %R from %R (%S)", name, from, path);
    else text = PyUnicode_FromFormat("cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)", name, from, path);
    if (text) PyErr_SetImportError(text, package, path);
    Py_XDECREF(text);
    Py_XDECREF(from);
    Py_XDECREF(path);
    return NULL;
}

/* @op cy_import_from(object module, object name) -> object new | null
 * from module import name */
CY_FN PyObject *cy_import_from(PyObject *module, PyObject *name)
{
    PyObject *package, *full, *r = PyObject_GetAttr(module, name);
    if (r || !PyErr_ExceptionMatches(PyExc_AttributeError)) return r;
    PyErr_Clear();
    package = PyObject_GetAttr(module, CY_S(name));
    if (package && PyUnicode_Check(package)) {
        full = PyUnicode_FromFormat("%U.%U", package, name);
        if (full) r = PyImport_GetModule(full);
        Py_XDECREF(full);
    } else {
        PyErr_Clear();
        Py_CLEAR(package);
    }
    if (!r) cy_import_fail(module, name, package);
    Py_XDECREF(package);
    return r;
}

/* From the first module of a dotted name, which it steals and which may be NULL, to the last. */
CY_FN PyObject *cy_import_last(PyObject *r, PyObject *name)
{
    PyObject *parts, *next, *dot;
    Py_ssize_t i;
    if (!r) return NULL;
    dot = PyUnicode_FromString(".");
    parts = dot ? PyUnicode_Split(name, dot, -1) : NULL;
    Py_XDECREF(dot);
    if (!parts) Py_CLEAR(r);
    for (i = 1; r && i < PyList_GET_SIZE(parts); i++) {
        next = cy_import_from(r, PyList_GET_ITEM(parts, i));
        Py_DECREF(r);
        r = next;
    }
    Py_XDECREF(parts);
    return r;
}

/* @op cy_import_dotted(object name) -> object new | null
 * import a.b.c as x: the module a.b.c itself. */
CY_FN PyObject *cy_import_dotted(PyObject *name)
{
    return cy_import_last(PyImport_ImportModuleLevelObject(name, CY(dict), NULL, Py_None, 0), name);
}

/* @op cy_import_dotted_old(object name) -> object new | null
 * The same as Python 2 does it. */
CY_FN PyObject *cy_import_dotted_old(PyObject *name)
{
    return cy_import_last(cy_import_old(name, Py_None), name);
}

/* One name of `from module import *`. Those that `apart` has are put there; the others, and all without it, into the globals. */
CY_RARE int cy_import_star_name(PyObject *module, PyObject *name, PyObject *apart)
{
    PyObject *v, *known = apart ? PyDict_GetItemWithError(apart, name) : NULL;
    int r;
    if (!known && PyErr_Occurred()) return -1;
    if (apart && !PyUnicode_GET_LENGTH(name)) return 0;         /* Cython's modules take no name without letters */
    if (known == Py_False) {
        PyErr_Format(PyExc_TypeError, "'%U' is a C name of this module, which an import cannot replace", name);
        return -1;
    }
    v = PyObject_GetAttr(module, name);
    r = v ? PyDict_SetItem(known ? apart : CY(dict), name, v) : -1;
    Py_XDECREF(v);
    return r;
}

/* TypeError for `name`, which stands among the names that `module` offers and is no str. */
CY_RARE void cy_import_star_no_name(PyObject *module, PyObject *name, const char *where)
{
    PyObject *own = PyObject_GetAttr(module, CY_S(name));
    if (own && !PyUnicode_Check(own)) {
        PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s", Py_TYPE(own)->tp_name);
    } else if (own) {
        PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", where[2] == 'a' ? "Item" : "Key", own, where, Py_TYPE(name)->tp_name);
    }
    Py_XDECREF(own);
}

/* `__all__` need not be iterable, and is no set: its items are those at 0, 1, ... up to an IndexError, as the interpreter takes them. */
CY_RARE int cy_import_star_into(PyObject *module, PyObject *apart)
{
    PyObject *name, *dict, *all = PyObject_GetAttrString(module, "__all__");
    int r = 0, hidden = !all;
    Py_ssize_t i;
    if (!all) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
        PyErr_Clear();
        if (!(dict = PyObject_GetAttr(module, CY_S(dict_)))) {
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
            return -1;
        }
        all = PyMapping_Keys(dict);
        Py_DECREF(dict);
        if (!all) return -1;
    }
    for (i = 0; !r && (name = PySequence_GetItem(all, i)); ++i) {
        if (!PyUnicode_Check(name)) {
            cy_import_star_no_name(module, name, hidden ? "__dict__" : "__all__");
            r = -1;
        } else if (!hidden || !PyUnicode_GET_LENGTH(name) || PyUnicode_READ_CHAR(name, 0) != '_') {
            r = cy_import_star_name(module, name, apart);
        }
        Py_DECREF(name);
    }
    if (!r && !PyErr_ExceptionMatches(PyExc_IndexError)) r = -1;
    if (!r) PyErr_Clear();
    Py_DECREF(all);
    return r;
}

/* @op cy_import_star(object module) -> int | neg cold
 * from module import *: into the globals. */
CY_RARE int cy_import_star(PyObject *module) { return cy_import_star_into(module, NULL); }

/* @op cy_import_star_apart(object name, int level, object apart) -> int | neg cold
 * The same where C has names of its own in the module. `apart` is a dict of these: what is imported under them takes the place of
 * Ellipsis; TypeError where False stands, which nothing can replace. */
CY_RARE int cy_import_star_apart(PyObject *name, int level, PyObject *apart)
{
    PyObject *from = Py_BuildValue("(s)", "*"), *module = from ? PyImport_ImportModuleLevelObject(name, CY(dict), NULL, from, level) : NULL;
    int r = module ? cy_import_star_into(module, apart) : -1;
    Py_XDECREF(from);
    Py_XDECREF(module);
    return r;
}
