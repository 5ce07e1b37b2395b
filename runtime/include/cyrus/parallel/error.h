/* Exceptions that leave a parallel region: the first one of any thread is kept and raised after the region. */
#pragma once
#include "cyrus/core/prelude.h"

typedef struct { PyObject *type, *value, *traceback; } cy_parallel_error;

/* @op cy_parallel_keep(cy_parallel_error *to) -> void | never nogil cold
 * Moves this thread's exception there, unless one is there already. Called with the GIL held or not. */
CY_RARE void cy_parallel_keep(cy_parallel_error *to)
{
    PyGILState_STATE g = PyGILState_Ensure();
    if (!to->type) PyErr_Fetch(&to->type, &to->value, &to->traceback);
    else PyErr_Clear();
    PyGILState_Release(g);
}
/* @op cy_parallel_raise(cy_parallel_error *from) -> int | neg nogil cold
 * Sets the kept exception: -1; 0 if there is none. */
CY_RARE int cy_parallel_raise(cy_parallel_error *from)
{
    PyGILState_STATE g;
    if (!from->type) return 0;
    g = PyGILState_Ensure();
    PyErr_Restore(from->type, from->value, from->traceback);
    from->type = from->value = from->traceback = NULL;
    PyGILState_Release(g);
    return -1;
}
