/* Type parameters and aliases of PEP 695 and 696. Since Python 3.12 the interpreter makes them, which alone can make those that are
 * evaluated later; before, the classes of typing do. */
#pragma once
#include "cyrus/core/state.h"
#include "cyrus/core/trace.h"

/* The attribute of a module that is imported here: a new reference or NULL. */
CY_RARE PyObject *cy_from_module(const char *module, const char *name)
{
    PyObject *m = PyImport_ImportModule(module), *r = m ? PyObject_GetAttrString(m, name) : NULL;
    Py_XDECREF(m);
    return r;
}

/* What a thunk gives, or None where there is none. A new reference, or NULL. */
CY_RARE PyObject *cy_thunk(PyObject *thunk)
{
    return thunk == Py_None ? cy_ref(thunk) : PyObject_CallObject(thunk, NULL);
}

#if PY_VERSION_HEX >= 0x030C0000
/* `: bound` and `= default` of the parameter i, as far as this version has them, added to the text. */
CY_RARE void cy_type_param_text(PyObject **text, PyObject *thunks, Py_ssize_t i, Py_UCS4 kind)
{
    if (PyTuple_GET_ITEM(thunks, 2 * i) != Py_None)
        PyUnicode_AppendAndDel(text, PyUnicode_FromFormat(kind == 'C' ? ": (*_cyrus_f[%zd](),)" : ": _cyrus_f[%zd]()", 2 * i));
    if (PY_VERSION_HEX >= 0x030D0000 && PyTuple_GET_ITEM(thunks, 2 * i + 1) != Py_None)
        PyUnicode_AppendAndDel(text, PyUnicode_FromFormat(kind == 's' ? " = *_cyrus_f[%zd]()" : " = _cyrus_f[%zd]()", 2 * i + 1));
}

/* The definition as the interpreter is told it; what it evaluates later are calls of thunks. A new reference, or NULL. */
CY_RARE PyObject *cy_type_scope_text(PyObject *owner, PyObject *names, PyObject *kinds, PyObject *thunks, PyObject *value)
{
    Py_ssize_t i, n = PyTuple_GET_SIZE(names);
    PyObject *text = PyUnicode_FromFormat("def _cyrus(_cyrus_f, _cyrus_v):\n %s %U%s", value == Py_None ? "def" : "type", owner, n ? "[" : "");
    for (i = 0; text && i < n; i++) {
        Py_UCS4 kind = PyUnicode_READ_CHAR(kinds, i);
        const char *stars = kind == 'S' || kind == 's' ? "*" : kind == 'P' ? "**" : "";
        PyUnicode_AppendAndDel(&text, PyUnicode_FromFormat("%s%s%U", i ? ", " : "", stars, PyTuple_GET_ITEM(names, i)));
        if (text) cy_type_param_text(&text, thunks, i, kind);
    }
    if (text && value == Py_None) PyUnicode_AppendAndDel(&text, PyUnicode_FromFormat("](): pass\n return %U.__type_params__\n", owner));
    else if (text) PyUnicode_AppendAndDel(&text, PyUnicode_FromFormat("%s = _cyrus_v()\n return %U\n", n ? "]" : "", owner));
    return text;
}

CY_RARE PyObject *cy_type_scope_make(PyObject *owner, PyObject *names, PyObject *kinds, PyObject *thunks, PyObject *value)
{
    PyObject *text = cy_type_scope_text(owner, names, kinds, thunks, value), *space = PyDict_New(), *code = NULL, *done = NULL, *r = NULL;
    const char *source = text ? PyUnicode_AsUTF8(text) : NULL;
    if (source && space) code = Py_CompileString(source, CY(files)[0], Py_file_input);
    if (code) done = PyEval_EvalCode(code, CY(dict), space);
    if (done) r = PyObject_CallFunctionObjArgs(PyDict_GetItemString(space, "_cyrus"), thunks, value, NULL);
    Py_XDECREF(text);
    Py_XDECREF(space);
    Py_XDECREF(code);
    Py_XDECREF(done);
    return r;
}
#else
/* typing.TypeVar and its like. */
CY_RARE PyObject *cy_type_param(PyObject *name, Py_UCS4 kind, PyObject *thunk)
{
    PyObject *cls = cy_from_module("typing", kind == 'P' ? "ParamSpec" : kind == 'S' || kind == 's' ? "TypeVarTuple" : "TypeVar");
    PyObject *kw = PyDict_New(), *bound = cy_thunk(thunk), *args, *r = NULL;
    int bad = !cls || !kw;
    if (!bound && PyErr_ExceptionMatches(PyExc_NameError)) {
        PyErr_Clear();
        bound = cy_ref(Py_None);
    }
    args = bound && PyTuple_Check(bound) ? PyTuple_GetSlice(bound, 0, PyTuple_GET_SIZE(bound)) : PyTuple_New(0);
    if (!bad && bound && !PyTuple_Check(bound) && bound != Py_None) bad = PyDict_SetItemString(kw, "bound", bound);
    if (!bad && bound && args) {
        PyObject *first = PyTuple_Pack(1, name), *all = first ? PySequence_Concat(first, args) : NULL;
        if (all) r = PyObject_Call(cls, all, kw);
        Py_XDECREF(first);
        Py_XDECREF(all);
    }
    Py_XDECREF(cls);
    Py_XDECREF(kw);
    Py_XDECREF(bound);
    Py_XDECREF(args);
    return r;
}
CY_RARE PyObject *cy_type_scope_make(PyObject *owner, PyObject *names, PyObject *kinds, PyObject *thunks, PyObject *value)
{
    Py_ssize_t i, n = PyTuple_GET_SIZE(names);
    PyObject *r = PyTuple_New(n), *p;
    (void)owner;
    (void)value;
    for (i = 0; r && i < n; i++) {
        p = cy_type_param(PyTuple_GET_ITEM(names, i), PyUnicode_READ_CHAR(kinds, i), PyTuple_GET_ITEM(thunks, 2 * i));
        if (!p) Py_CLEAR(r);
        else PyTuple_SET_ITEM(r, i, p);
    }
    return r;
}
#endif

/* @op cy_type_scope(object owner, object names, object kinds, object thunks, object value) -> object new | null cold
 * What the interpreter makes of `type owner[...] = value()`, or the tuple of the type parameters if value is None. kinds is a str
 * with a letter a name: T TypeVar, C one with constraints, S TypeVarTuple, s one whose default is starred, P ParamSpec; thunks is a
 * tuple of two a name, the bound and the default: functions without parameters, or None. Before Python 3.12 always the tuple, and
 * what cannot be evaluated yet is left out. */
CY_RARE PyObject *cy_type_scope(PyObject *owner, PyObject *names, PyObject *kinds, PyObject *thunks, PyObject *value)
{
    return cy_type_scope_make(owner, names, kinds, thunks, value);
}

/* @op cy_type_scope_params(object made) -> object new | null cold
 * The tuple of type parameters of what cy_type_scope made. */
CY_RARE PyObject *cy_type_scope_params(PyObject *made)
{
    return PyTuple_Check(made) ? cy_ref(made) : PyObject_GetAttrString(made, "__type_params__");
}

/* @op cy_type_alias(object made, object value) -> object new | null cold
 * The alias that cy_type_scope made; before Python 3.12 its value. */
CY_RARE PyObject *cy_type_alias(PyObject *made, PyObject *value) { return PyTuple_Check(made) ? cy_thunk(value) : cy_ref(made); }

/* @op cy_generic_base(object params) -> object new | null cold
 * typing.Generic[params]; a TypeVarTuple stands in it unpacked. */
CY_RARE PyObject *cy_generic_base(PyObject *params)
{
    PyObject *g = cy_from_module("typing", "Generic"), *items = PyList_New(0), *index = NULL, *r = NULL, *one;
    Py_ssize_t i;
    int bad = !g || !items;
    for (i = 0; !bad && i < PyTuple_GET_SIZE(params); i++) {
        PyObject *p = PyTuple_GET_ITEM(params, i);
        if (strcmp(Py_TYPE(p)->tp_name, "typing.TypeVarTuple") && strcmp(Py_TYPE(p)->tp_name, "TypeVarTuple")) bad = PyList_Append(items, p);
        else {
            one = PySequence_List(p);
            bad = !one || PyList_SetSlice(items, PyList_GET_SIZE(items), PyList_GET_SIZE(items), one);
            Py_XDECREF(one);
        }
    }
    if (!bad && (index = PyList_AsTuple(items))) r = PyObject_GetItem(g, index);
    Py_XDECREF(g);
    Py_XDECREF(items);
    Py_XDECREF(index);
    return r;
}

/* @op cy_setup_annotations(object ns) -> int | neg cold
 * Makes __annotations__ exist in a module's dict or a class namespace. */
CY_RARE int cy_setup_annotations(PyObject *ns)
{
    PyObject *name = PyUnicode_InternFromString("__annotations__"), *old = NULL, *d;
    int r = -1;
    if (!name) return -1;
    if (PyDict_CheckExact(ns)) {
        old = PyDict_GetItemWithError(ns, name);
        Py_XINCREF(old);
    } else if (!(old = PyObject_GetItem(ns, name)) && PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Clear();
    if (old) r = 0;
    else if (!PyErr_Occurred() && (d = PyDict_New())) {
        r = PyObject_SetItem(ns, name, d);
        Py_DECREF(d);
    }
    Py_XDECREF(old);
    Py_DECREF(name);
    return r;
}
