/* The part of the module state that several units read. A generated module fills it first thing in exec. */
#pragma once
#include "cyrus/core/prelude.h"

CY_STATE(PyObject *, module);           /* the module, borrowed */
CY_STATE(PyObject *, dict);             /* its dict, borrowed */
CY_STATE(PyObject *, builtins);         /* the dict of the module builtins, borrowed */
CY_STATE(PyObject *, module_name);      /* its __name__ */
CY_STATE(PyObject **, strings);         /* the interned strings, by index */
