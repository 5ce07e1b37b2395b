/* The attributes of functions: one getter and one setter, told apart by the closure of the table's rows.
 * @cold */
#pragma once
#include "cyrus/function/code.h"
#include "cyrus/function/defaults.h"
#include "cyrus/core/names.h"

enum { CY_F_DEFAULTS, CY_F_NAME, CY_F_QUALNAME, CY_F_DOC, CY_F_MODULE, CY_F_NOTES, CY_F_CODE, CY_F_KWDEFAULTS, CY_F_GLOBALS, CY_F_CLOSURE, CY_F_COROUTINE, CY_F_SIGNATURE, CY_F_BUILTINS, CY_F_TYPE_PARAMS, CY_F_ANNOTATE };

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

/* The annotations of a function, borrowed: asked of its __annotate__ if it was given one since; without one, from now on an empty dict. */
CY_RARE PyObject *cy_function_notes(cy_func *f)
{
    PyObject *r;
    if (f->notes) return f->notes;
    if (!f->annotate) f->annotate = cy_ref(Py_None);
    r = f->annotate == Py_None ? PyDict_New() : PyObject_CallFunction(f->annotate, "i", 1);
    if (r && !PyDict_Check(r)) {
        PyErr_Format(PyExc_TypeError, "__annotate__() must return a dict, not %.200s", Py_TYPE(r)->tp_name);
        Py_CLEAR(r);
    }
    if (r) Py_XSETREF(f->notes, r);
    return r;
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
    case CY_F_NOTES: r = cy_function_notes(f); break;
    case CY_F_ANNOTATE:
        if (!f->annotate && f->notes && CY(annotate_def)) f->annotate = PyCFunction_New(CY(annotate_def), f->notes);
        r = f->annotate;
        break;
    case CY_F_CODE: return cy_function_code(f);
    case CY_F_KWDEFAULTS: r = cy_kwdefaults(f); break;
    case CY_F_GLOBALS: r = CY(dict); break;
    case CY_F_BUILTINS: r = CY(builtins); break;
    case CY_F_COROUTINE: return cy_function_coroutine(f);
#if PY_VERSION_HEX >= 0x030C0000
    case CY_F_TYPE_PARAMS:
        if (!f->type_params) f->type_params = PyTuple_New(0);
        r = f->type_params;
        break;
#endif
    default: r = f->closure && PyTuple_Check(f->closure) ? f->closure : NULL; break;
    }
    return r ? cy_ref(r) : PyErr_Occurred() ? NULL : cy_ref(Py_None);
}

/* Marks a function as asyncio does: it keeps the mark among its own attributes. 0 or -1. */
CY_RARE int cy_function_mark(PyObject *o, PyObject *v)
{
    PyObject *d = PyObject_GenericGetDict(o, NULL);
    int r = !d ? -1 : v ? PyDict_SetItem(d, CY_S(asyncio_is_coroutine), v) : PyDict_DelItem(d, CY_S(asyncio_is_coroutine));
    Py_XDECREF(d);
    return r;
}

CY_RARE int cy_function_set(PyObject *o, PyObject *v, void *closure)
{
    cy_func *f = (cy_func *)o;
    PyObject **slot = &f->notes;
    int what = (int)(Py_intptr_t)closure, gone = !v || v == Py_None, ok = gone || PyDict_Check(v);
    const char *name = "annotations", *need = "a dict";
    switch (what) {
    case CY_F_COROUTINE: return cy_function_mark(o, v);
#if PY_VERSION_HEX >= 0x030C0000
    case CY_F_TYPE_PARAMS:
        if (v && PyTuple_Check(v)) return cy_function_keep(f, &f->type_params, v);
        return PyErr_SetString(PyExc_TypeError, "__type_params__ must be set to a tuple"), -1;
#endif
    case CY_F_ANNOTATE:
        if (!v || !(gone || PyCallable_Check(v))) return PyErr_Format(PyExc_TypeError, "__annotate__ %s", v ? "must be callable or None" : "cannot be deleted"), -1;
        return (!gone && cy_function_keep(f, slot, NULL)) || cy_function_keep(f, &f->annotate, v) ? -1 : 0;
    case CY_F_DOC: return cy_function_keep(f, &f->doc, v ? v : Py_None);
    case CY_F_MODULE: return cy_function_keep(f, &f->module, v);
    case CY_F_NAME: case CY_F_QUALNAME: slot = what == CY_F_NAME ? &f->name : &f->qualname; ok = v && PyUnicode_Check(v); name = what == CY_F_NAME ? "name" : "qualname"; need = "a string"; break;
    case CY_F_DEFAULTS: slot = &f->defaults; ok = gone || PyTuple_Check(v); name = "defaults"; need = "a tuple"; break;
    case CY_F_KWDEFAULTS:
        slot = &f->kwdict;
        name = "kwdefaults";
        if (gone && cy_function_keep(f, &f->kwvals, NULL)) return -1;
        break;
    default: if (ok && cy_function_keep(f, &f->annotate, Py_None)) return -1;
    }
    if (!ok) return PyErr_Format(PyExc_TypeError, "__%s__ must be set to %s object", name, need), -1;
    return cy_function_keep(f, slot, gone ? NULL : v);
}

#define CY_HAS(name, what) {name, cy_function_get, cy_function_set, NULL, (void *)(Py_intptr_t)CY_F_##what}
#define CY_SHOWS(name, what) {name, cy_function_get, NULL, NULL, (void *)(Py_intptr_t)CY_F_##what}
static PyGetSetDef cy_function_getset[] = {
    CY_HAS("__name__", NAME), CY_HAS("__qualname__", QUALNAME), CY_HAS("__doc__", DOC), CY_HAS("__module__", MODULE),
    CY_HAS("__defaults__", DEFAULTS), CY_HAS("__kwdefaults__", KWDEFAULTS), CY_HAS("__annotations__", NOTES), CY_HAS("__annotate__", ANNOTATE),
    CY_HAS("func_name", NAME), CY_HAS("func_doc", DOC), CY_HAS("func_defaults", DEFAULTS),
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}, {"func_dict", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    CY_SHOWS("__code__", CODE), CY_SHOWS("func_code", CODE), CY_SHOWS("__globals__", GLOBALS), CY_SHOWS("__builtins__", BUILTINS), CY_SHOWS("func_globals", GLOBALS),
    CY_SHOWS("__closure__", CLOSURE), CY_SHOWS("func_closure", CLOSURE), CY_HAS("_is_coroutine", COROUTINE),
#if PY_VERSION_HEX >= 0x030C0000
    CY_HAS("__type_params__", TYPE_PARAMS),
#endif
    CY_SHOWS("__text_signature__", SIGNATURE), {NULL, NULL, NULL, NULL, NULL}};
