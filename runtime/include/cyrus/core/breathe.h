/* Loops that wait for other threads: compiled code lets go of the GIL only where it is told to. */
#pragma once
#include "cyrus/core/state.h"

CY_STATE(unsigned, breath);                     /* turns of such loops, of the whole module */

/* Another thread that waits for the GIL gets it; then handlers of signals run. 0, or -1: one of them raised. */
CY_RARE int cy_breathe_out(void)
{
    PyEval_RestoreThread(PyEval_SaveThread());
    return PyErr_CheckSignals();
}

/* @op cy_breathe() -> int | neg
 * A turn of a loop that may wait for what others do: now and then they get the GIL. With the GIL. */
CY_INLINE int cy_breathe(void) { return CY_LIKELY(++CY(breath) & 1023U) ? 0 : cy_breathe_out(); }
