/* What is static about a function, and the function object. */
#pragma once
#include "cyrus/core/trace.h"

/* One row a Python function; strings are indices into CY(strings). The arguments' names are
 * CY(arg_names)[args ...]: positional ones, keyword-only ones, then those of *args and **kwargs. */
typedef struct cy_def {
    vectorcallfunc call;
    const char *doc;                            /* UTF-8, or NULL */
    const char *own;                            /* names of its variables that are no arguments, with spaces between them, or NULL */
    int name, qualname, file, line, args;       /* file: an index into CY(files) */
    unsigned short npos, nposonly, nkwonly;
    unsigned short flags;                       /* co_flags: 4 *args, 8 **kwargs, 0x20 generator, 0x80 coroutine, 0x200 asynchronous generator; CY_PYTHON_WORDS, CY_BUILTIN, CY_NO_KEYWORDS */
    unsigned short nfree;                       /* free variables; their names stand behind those of the arguments */
} cy_def;

typedef struct cy_func {
    PyObject_HEAD
    vectorcallfunc call;
    const cy_def *def;
    PyObject *weak;                             /* the list of weak references, not owned */
    /* from here on all are owned or NULL */
    PyObject *dict, *defaults, *kwvals, *name, *qualname, *doc, *module, *notes, *code, *kwdict, *old, *closure, *self_type, *type_params, *annotate;
} cy_func;
enum { CY_FUNC_FIELDS = 15 };

CY_STATE(const struct cy_def *, functions);     /* set by exec */
CY_STATE(const unsigned short *, arg_names);    /* set by exec */
CY_STATE(PyObject *, function_type);
CY_STATE(PyMethodDef *, annotate_def);          /* of the __annotate__ of functions; NULL until one has annotations */

/* Whether an object is a function of this module with this row of static data. */
#define CY_IS_FUNCTION(f, d) (Py_TYPE(f) == (PyTypeObject *)CY(function_type) && ((cy_func *)(f))->def == (d))

/* In kwvals, a tuple of the defaults of keyword-only arguments, this stands for "no default". */
#define CY_NO_DEFAULT CY(function_type)
#define CY_VARARGS 4
#define CY_VARKEYWORDS 8
#define CY_PYTHON_WORDS 0x1000                         /* of a module of plain Python: errors are worded as the interpreter does */
#define CY_BUILTIN 0x2000                              /* looks like a builtin function: its signature is taken out of its docstring */
#define CY_NO_KEYWORDS 0x4000                          /* no argument can be named in a call */
#define CY_ARG_NAME(def, i) (CY(strings)[CY(arg_names)[(def)->args + (i)]])
