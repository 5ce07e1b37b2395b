/* NumPy's universal functions without NumPy's headers: a ufunc is made of loops over C functions, one for each combination of types.
 *
 * NumPy keeps the tables of a ufunc as they are handed over, so they stand in one block that the ufunc itself gives back: the first fields
 * of PyUFuncObject, the numbers of the types and the place of PyUFunc_FromFuncAndData in its table of functions are those of NumPy 1.0 to 2.x
 * (reference guide, "Array API" and "UFunc API"). */
#pragma once
#include "cyrus/compat/error.h"

typedef void (*cy_ufunc_loop)(char **, const Py_ssize_t *, const Py_ssize_t *, void *);
typedef struct { PyObject_HEAD int nin, nout, nargs, identity; cy_ufunc_loop *functions; void **data; int ntypes, reserved; const char *name; char *types; const char *doc; void *ptr; } cy_ufunc_object;
/* What a ufunc is made of, filled from the first loop to the last; `wrong` counts the types that NumPy does not have. */
typedef struct { int nin, nout, nloops, ntypes, wrong; cy_ufunc_loop *functions; void **data; char *types; } cy_ufunc_plan;

/* @op cy_ufunc_begin(int nloops, int nin, int nout) -> void * | null
 * The plan of a ufunc with so many loops, inputs and outputs. */
CY_RARE void *cy_ufunc_begin(int nloops, int nin, int nout)
{
    size_t n = (size_t)nloops;
    cy_ufunc_plan *p = (cy_ufunc_plan *)PyMem_RawCalloc(1, sizeof *p + n * (sizeof *p->functions + sizeof *p->data + (size_t)(nin + nout)));
    if (!p) return PyErr_NoMemory();
    p->nin = nin;
    p->nout = nout;
    p->functions = (cy_ufunc_loop *)(p + 1);
    p->data = (void **)(p->functions + n);
    p->types = (char *)(p->data + n);
    return p;
}

/* @op cy_ufunc_add(void *plan, cy_ufunc_loop loop) -> void | never
 * The next loop; its types follow, inputs first. */
CY_RARE void cy_ufunc_add(void *plan, cy_ufunc_loop loop)
{
    cy_ufunc_plan *p = (cy_ufunc_plan *)plan;
    p->functions[p->nloops++] = loop;
}

/* The number of NumPy's type; below zero if it has none. */
CY_RARE void cy_ufunc_type(void *plan, int number)
{
    cy_ufunc_plan *p = (cy_ufunc_plan *)plan;
    p->wrong += number < 0;
    p->types[p->ntypes++] = (char)number;
}

/* @op cy_ufunc_int(void *plan, size_t size, int is_signed) -> void | never
 * The next type is an integer of this size. */
CY_RARE void cy_ufunc_int(void *plan, size_t size, int is_signed)
{
    int number = size == 1 ? 1 : size == sizeof(short) ? 3 : size == sizeof(int) ? 5 : size == sizeof(long) ? 7 : size == sizeof(long long) ? 9 : -2;
    cy_ufunc_type(plan, number + !is_signed);
}

/* @op cy_ufunc_float(void *plan, size_t size) -> void | never
 * The next type is a floating-point number of this size. */
CY_RARE void cy_ufunc_float(void *plan, size_t size)
{
    cy_ufunc_type(plan, size == sizeof(float) ? 11 : size == sizeof(double) ? 12 : size == sizeof(long double) ? 13 : -1);
}

/* @op cy_ufunc_complex(void *plan, size_t size) -> void | never
 * The next type is a complex number of this size. */
CY_RARE void cy_ufunc_complex(void *plan, size_t size)
{
    cy_ufunc_type(plan, size == 2 * sizeof(float) ? 14 : size == 2 * sizeof(double) ? 15 : size == 2 * sizeof(long double) ? 16 : -1);
}

/* @op cy_ufunc_any(void *plan) -> void | never
 * The next type is any object. */
CY_RARE void cy_ufunc_any(void *plan)
{
    cy_ufunc_type(plan, 17);
}

/* Replaces the exception that is set by an ImportError with this text for the ufunc of this name, and keeps it as the cause. */
CY_RARE void *cy_ufunc_fail(const char *text, const char *name)
{
    PyObject *e, *cause = cy_raised_take();
    PyErr_Format(PyExc_ImportError, text, name);
    e = cy_raised_take();
    if (cause) PyException_SetCause(e, cause);
    cy_raised_put(e);
    return NULL;
}

/* NumPy's table of functions for ufuncs, of which module attributes tell: NumPy 2 has moved it. NULL with an exception. */
CY_RARE void **cy_ufunc_api(const char *name)
{
    PyObject *c, *m = PyImport_ImportModule("numpy._core._multiarray_umath");
    void **api;
    if (!m && PyErr_ExceptionMatches(PyExc_ModuleNotFoundError)) {
        PyErr_Clear();
        m = PyImport_ImportModule("numpy.core._multiarray_umath");
    }
    if (!m) return (void **)cy_ufunc_fail("the ufunc '%s' needs NumPy, which cannot be imported", name);
    c = PyObject_GetAttrString(m, "_UFUNC_API");
    Py_DECREF(m);
    api = c ? (void **)PyCapsule_GetPointer(c, NULL) : NULL;
    Py_XDECREF(c);
    return api ? api : (void **)cy_ufunc_fail("the ufunc '%s' needs NumPy's C API, which this NumPy does not offer", name);
}

/* @op cy_ufunc_end(void *plan, const char *name, const char *doc) -> object new | null
 * The ufunc; the plan is given back with it, or at once where it fails. `doc` may be NULL. */
CY_RARE PyObject *cy_ufunc_end(void *plan, const char *name, const char *doc)
{
    typedef PyObject *(*maker)(cy_ufunc_loop *, void **, char *, int, int, int, int, const char *, const char *, int);
    cy_ufunc_plan *p = (cy_ufunc_plan *)plan;
    cy_ufunc_object *u = NULL;
    void **api = NULL;
    if (p->wrong) PyErr_Format(PyExc_TypeError, "the ufunc '%s' has C types for which NumPy has no type of that size", name);
    else api = cy_ufunc_api(name);
    if (api) {
        union { void *address; maker call; } make;
        make.address = api[1];
        u = (cy_ufunc_object *)make.call(p->functions, p->data, p->types, p->nloops, p->nin, p->nout, -1 /* no identity */, name, doc, 0);
    }
    if (!u) PyMem_RawFree(p);
    /* Where the object does not look as it should, the block just stays. */
    else if (Py_TYPE(u)->tp_basicsize >= (Py_ssize_t)sizeof *u && u->functions == p->functions && u->types == p->types && u->doc == doc && !u->ptr) u->ptr = p;
    return (PyObject *)u;
}

/* @op cy_ufunc_failed() -> int | never nogil
 * Whether an earlier part of the same array raised in this thread: NumPy asks for exceptions only when all parts are done. */
CY_FN int cy_ufunc_failed(void)
{
    PyThreadState *t = PyGILState_GetThisThreadState();
#if PY_VERSION_HEX >= 0x030C0000
    return t && t->current_exception;
#else
    return t && t->curexc_type;
#endif
}

/* @op cy_ufunc_get(const char *item) -> object new | never
 * An item of an array of objects, which may hold nothing where it has not been filled yet. */
CY_INLINE PyObject *cy_ufunc_get(const char *item)
{
    PyObject *o;
    memcpy(&o, item, sizeof o);
    return cy_ref(o ? o : Py_None);
}

/* @op cy_ufunc_put(char *item, object v) -> void | never steals:1
 * Replaces an item of an array of objects. */
CY_INLINE void cy_ufunc_put(char *item, PyObject *v)
{
    PyObject *o;
    memcpy(&o, item, sizeof o);
    memcpy(item, &v, sizeof v);
    Py_XDECREF(o);
}
