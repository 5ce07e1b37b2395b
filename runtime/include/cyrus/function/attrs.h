/* The attributes of functions: one getter and one setter, told apart by the closure of the table's rows.
 * @cold */
#pragma once
#include "cyrus/function/code.h"
#include "cyrus/function/defaults.h"
#include "cyrus/core/names.h"

enum { CY_F_DEFAULTS, CY_F_NAME, CY_F_QUALNAME, CY_F_DOC, CY_F_MODULE, CY_F_NOTES, CY_F_CODE, CY_F_KWDEFAULTS, CY_F_GLOBALS, CY_F_CLOSURE, CY_F_COROUTINE, CY_F_SIGNATURE, CY_F_BUILTINS, CY_F_TYPE_PARAMS };

/* What asyncio marks coroutine functions with, or False; or what the function was marked with. */
CY_RARE PyObject *cy_function_coroutine(cy_func *f)
{
    PyObject *m, *r = f->dict ? PyDict_GetItemWithError(f->dict, CY_S(asyncio_is_coroutine)) : NULL;
    if (r) return cy_ref(r);
    if ((f->def->flags & 0x80) && (m = PyImport_ImportModule("asyncio.coroutines"))) {
        r = PyObject_GetAttr(m, CY_S(asyncio_is_coroutine));
        Py_DECREF(m);
    }
    if (r) return r;
    PyErr_Clear();
    return cy_ref(f->def->flags & 0x80 ? Py_True : Py_False);
}

/* Where the signature "(a, b)" that opens the docstring of a builtin function ends, or NULL; behind it stands CY_SIGNATURE_END. */
#define CY_SIGNATURE_END "\n--\n\n"
CY_RARE const char *cy_signature_end(const cy_func *f)
{
    const char *doc = f->def->doc, *end;
    if (!doc || !(f->def->flags & CY_BUILTIN) || !strchr(doc, '(')) return NULL;
    end = strstr(doc, ")" CY_SIGNATURE_END);
    return end && strchr(doc, '\n') == end + 1 ? end + 1 : NULL;
}

/* The docstring of a function as its author wrote it, or None. */
CY_RARE PyObject *cy_function_doc(PyObject *o)
{
    cy_func *f = (cy_func *)o;
    const char *doc = f->def->doc, *end = cy_signature_end(f);
    if (end) doc = end + strlen(CY_SIGNATURE_END);
    if (!f->doc && doc && (!end || *doc) && !(f->doc = PyUnicode_FromString(doc))) return NULL;
    return cy_ref(f->doc ? f->doc : Py_None);
}

CY_RARE PyObject *cy_function_get(PyObject *o, void *what)
{
    cy_func *f = (cy_func *)o;
    PyObject *r = NULL;
    switch ((int)(Py_intptr_t)what) {
    case CY_F_DEFAULTS: r = f->defaults; break;
    case CY_F_NAME: r = f->name; break;
    case CY_F_QUALNAME: r = f->qualname; break;
    case CY_F_DOC: return cy_function_doc(o);
    case CY_F_SIGNATURE: {
        const char *end = cy_signature_end(f), *start = end ? strchr(f->def->doc, '(') : NULL;
        if (end) return PyUnicode_FromStringAndSize(start, end - start);
        if (f->def->flags & CY_BUILTIN) break;
        return PyErr_Format(PyExc_AttributeError, "'%.100s' object has no attribute '__text_signature__'", Py_TYPE(o)->tp_name);
    }
    case CY_F_MODULE: r = f->module; break;
    case CY_F_NOTES:
        if (!f->notes && !(f->notes = PyDict_New())) return NULL;
        r = f->notes;
        break;
    case CY_F_CODE: return cy_function_code(f);
    case CY_F_KWDEFAULTS:
        if (!(r = cy_kwdefaults(f))) return NULL;
        break;
    case CY_F_GLOBALS: r = CY(dict); break;
    case CY_F_BUILTINS: r = CY(builtins); break;
    case CY_F_COROUTINE: return cy_function_coroutine(f);
#if PY_VERSION_HEX >= 0x030C0000
    case CY_F_TYPE_PARAMS:
        if (!f->type_params && !(f->type_params = PyTuple_New(0))) return NULL;
        r = f->type_params;
        break;
#endif
    default: r = f->closure && PyTuple_Check(f->closure) ? f->closure : NULL; break;
    }
    return cy_ref(r ? r : Py_None);
}

/* Marks a function as asyncio does: it keeps the mark among its own attributes. 0 or -1. */
CY_RARE int cy_function_mark(PyObject *o, PyObject *v)
{
    PyObject *d = PyObject_GenericGetDict(o, NULL);
    int r = !d ? -1 : v ? PyDict_SetItem(d, CY_S(asyncio_is_coroutine), v) : PyDict_DelItem(d, CY_S(asyncio_is_coroutine));
    Py_XDECREF(d);
    return r;
}

CY_RARE int cy_function_set(PyObject *o, PyObject *v, void *what)
{
    cy_func *f = (cy_func *)o;
    PyObject **slot = &f->notes;
    int gone = !v || v == Py_None, ok = gone;
    const char *name = "__annotations__", *need = "a dict";
    switch ((int)(Py_intptr_t)what) {
    case CY_F_COROUTINE: return cy_function_mark(o, v);
#if PY_VERSION_HEX >= 0x030C0000
    case CY_F_TYPE_PARAMS:
        if (v && PyTuple_Check(v)) return cy_function_keep(f, &f->type_params, v);
        return PyErr_SetString(PyExc_TypeError, "__type_params__ must be set to a tuple"), -1;
#endif
    case CY_F_NAME: slot = &f->name; ok = v && PyUnicode_Check(v); name = "__name__"; need = "a string"; gone = 0; break;
    case CY_F_QUALNAME: slot = &f->qualname; ok = v && PyUnicode_Check(v); name = "__qualname__"; need = "a string"; gone = 0; break;
    case CY_F_DOC: slot = &f->doc; ok = 1; if (!v) v = Py_None; gone = 0; break;
    case CY_F_MODULE: slot = &f->module; ok = 1; gone = !v; break;
    case CY_F_DEFAULTS: slot = &f->defaults; ok = ok || PyTuple_Check(v); name = "__defaults__"; need = "a tuple"; break;
    case CY_F_KWDEFAULTS:
        slot = &f->kwdict;
        ok = ok || PyDict_Check(v);
        name = "__kwdefaults__";
        if (gone && f->kwvals && cy_function_keep(f, &f->kwvals, NULL)) return -1;
        break;
    default: ok = ok || PyDict_Check(v); break;
    }
    if (!ok) return PyErr_Format(PyExc_TypeError, "%s must be set to %s object", name, need), -1;
    return cy_function_keep(f, slot, gone ? NULL : v);
}

#define CY_GETSET(name, what) {name, cy_function_get, cy_function_set, NULL, (void *)(Py_intptr_t)(what)}
#define CY_GETONLY(name, what) {name, cy_function_get, NULL, NULL, (void *)(Py_intptr_t)(what)}
static PyGetSetDef cy_function_getset[] = {
    CY_GETSET("__name__", CY_F_NAME), CY_GETSET("__qualname__", CY_F_QUALNAME), CY_GETSET("__doc__", CY_F_DOC), CY_GETSET("__module__", CY_F_MODULE),
    CY_GETSET("__defaults__", CY_F_DEFAULTS), CY_GETSET("__kwdefaults__", CY_F_KWDEFAULTS), CY_GETSET("__annotations__", CY_F_NOTES),
    CY_GETSET("func_name", CY_F_NAME), CY_GETSET("func_doc", CY_F_DOC), CY_GETSET("func_defaults", CY_F_DEFAULTS),
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}, {"func_dict", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    CY_GETONLY("__code__", CY_F_CODE), CY_GETONLY("func_code", CY_F_CODE), CY_GETONLY("__globals__", CY_F_GLOBALS), CY_GETONLY("__builtins__", CY_F_BUILTINS), CY_GETONLY("func_globals", CY_F_GLOBALS),
    CY_GETONLY("__closure__", CY_F_CLOSURE), CY_GETONLY("func_closure", CY_F_CLOSURE), CY_GETSET("_is_coroutine", CY_F_COROUTINE),
#if PY_VERSION_HEX >= 0x030C0000
    CY_GETSET("__type_params__", CY_F_TYPE_PARAMS),
#endif
    CY_GETONLY("__text_signature__", CY_F_SIGNATURE), {NULL, NULL, NULL, NULL, NULL}};
