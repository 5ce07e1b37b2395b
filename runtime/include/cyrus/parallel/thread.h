/* The thread state of Python in threads of a parallel region, which hold no GIL. */
#pragma once
#include "cyrus/core/prelude.h"

/* Around the part of a thread that may raise or take the GIL: it has one thread state for as long, so that an exception
 * is still there when it is put aside. */
#define CY_THREAD_BEGIN PyGILState_STATE cy_gil = PyGILState_Ensure(); PyThreadState *cy_thread = PyEval_SaveThread();
#define CY_THREAD_END PyEval_RestoreThread(cy_thread); PyGILState_Release(cy_gil);
