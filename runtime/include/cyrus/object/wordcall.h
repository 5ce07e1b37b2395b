/* Calls with words as arguments. */
#pragma once
#include "cyrus/object/call.h"
#include "cyrus/object/word.h"

/* f(*args) of words, of which there are at most 60; the slot before args is free. */
CY_FN PyObject *cy_call_words(PyObject *f, cy_word *args, Py_ssize_t n)
{
    unsigned long long made = 0;
    Py_ssize_t i;
    PyObject *r = NULL;
    for (i = 0; i < n; i++) {
        if (!CY_W_INT(args[i])) continue;
        if (!(args[i] = cy_w_made(args[i]))) goto out;
        made |= 1ULL << i;
    }
    r = cy_vector(f, args, n);
out:
    for (i = 0; i < n; i++)
        if (made >> i & 1) Py_DECREF(args[i]);
    return r;
}
