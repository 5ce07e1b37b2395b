/* The thread state of Python in threads of a parallel region, which hold no GIL. */
#pragma once
#include "cyrus/core/prelude.h"

/* Lets go of the GIL if this thread has it: what PyEval_RestoreThread takes, or NULL. */
CY_RARE PyThreadState *cy_release_gil(void) { return PyGILState_Check() ? PyEval_SaveThread() : NULL; }

/* Around the part of a thread that may raise or take the GIL: it has one thread state for as long, so that an exception
 * is still there when it is put aside. */
#define CY_THREAD_BEGIN PyGILState_STATE cy_gil = PyGILState_Ensure(); PyThreadState *cy_thread = PyEval_SaveThread();
#define CY_THREAD_END PyEval_RestoreThread(cy_thread); PyGILState_Release(cy_gil);
/* The same in four steps: between the first two, and between the last two, the thread has the GIL. */
#define CY_THREAD_ENTER PyGILState_STATE cy_gil = PyGILState_Ensure(); PyThreadState *cy_thread;
#define CY_THREAD_LET cy_thread = PyEval_SaveThread();
#define CY_THREAD_TAKE PyEval_RestoreThread(cy_thread);
#define CY_THREAD_LEAVE PyGILState_Release(cy_gil);

/* The number of this thread in the innermost parallel region; 0 outside, and without OpenMP. Whether it is declared not to
 * throw, C++ wants to know, and only the header does. */
#if defined(_OPENMP)
#ifdef __cplusplus
#include <omp.h>
#else
int omp_get_thread_num(void);
#endif
#endif
/* @op cy_threadid() -> int | never nogil
 */
CY_INLINE int cy_threadid(void)
{
#if defined(_OPENMP)
    return omp_get_thread_num();
#else
    return 0;
#endif
}
