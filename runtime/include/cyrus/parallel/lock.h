/* The locks of the `cython` module, `pymutex` and `pythread_type_lock`. Zeroed memory is a free lock, and a lock needs
 * no end. Every function may be called with the GIL held or not: who has to wait lets go of it meanwhile. */
#pragma once
#include "cyrus/parallel/thread.h"
#ifdef _WIN32
#include <windows.h>
#else
#include <sched.h>
#include <time.h>
#endif

/* As large as a pointer, which is what it is where Cython declares it. */
typedef union { long held; void *room; } cy_thread_lock;

#if defined(_MSC_VER)
#define CY_LOCK_TAKE(l) _InterlockedExchange(&(l)->held, 1)
#define CY_LOCK_GIVE(l) (void)_InterlockedExchange(&(l)->held, 0)
#define CY_LOCK_READ(l) _InterlockedCompareExchange(&(l)->held, 0, 0)
#else
#define CY_LOCK_TAKE(l) __atomic_exchange_n(&(l)->held, 1, __ATOMIC_ACQUIRE)
#define CY_LOCK_GIVE(l) __atomic_store_n(&(l)->held, 0, __ATOMIC_RELEASE)
#define CY_LOCK_READ(l) __atomic_load_n(&(l)->held, __ATOMIC_RELAXED)
#endif

/* Waits a little: other threads run first, then a millisecond passes each time. */
CY_RARE void cy_lock_pause(int before)
{
#ifdef _WIN32
    Sleep(before < 100 ? 0 : 1);
#else
    struct timespec t = {0, 1000000};
    if (before < 100) sched_yield();
    else nanosleep(&t, NULL);
#endif
}
CY_RARE void cy_lock_wait(cy_thread_lock *l)
{
    PyThreadState *released = cy_release_gil();
    int n = 0;
    while (CY_LOCK_READ(l) || CY_LOCK_TAKE(l)) {
        cy_lock_pause(n);
        if (n < 100) n++;
    }
    if (released) PyEval_RestoreThread(released);
}

/* @op cy_lock_init(cy_thread_lock *l) -> void | never nogil
 * Makes a free lock of this memory. */
CY_INLINE void cy_lock_init(cy_thread_lock *l) { l->room = NULL; }
/* @op cy_lock_take(cy_thread_lock *l) -> void | never nogil
 * Waits until the lock is free and takes it. */
CY_INLINE void cy_lock_take(cy_thread_lock *l) { if (CY_LOCK_TAKE(l)) cy_lock_wait(l); }
/* @op cy_lock_give(cy_thread_lock *l) -> void | never nogil
 * Frees the lock; any thread may. */
CY_INLINE void cy_lock_give(cy_thread_lock *l) { CY_LOCK_GIVE(l); }
/* @op cy_lock_taken(cy_thread_lock *l) -> int | never nogil
 * Whether somebody has the lock. */
CY_INLINE int cy_lock_taken(cy_thread_lock *l) { return CY_LOCK_READ(l) != 0; }
/* @op cy_lock_known(void *l) -> int | never nogil
 * Whether somebody can tell that a lock is taken: always. */
CY_INLINE int cy_lock_known(void *l) { return l != NULL; }

#if PY_VERSION_HEX >= 0x030D0000
typedef PyMutex cy_mutex;
#else
typedef cy_thread_lock cy_mutex;
#endif

/* @op cy_mutex_init(cy_mutex *m) -> void | never nogil
 * Makes a free lock of this memory. */
CY_INLINE void cy_mutex_init(cy_mutex *m) { memset((void *)m, 0, sizeof *m); }
/* @op cy_mutex_take(cy_mutex *m) -> void | never nogil
 * Waits until the lock is free and takes it. */
CY_INLINE void cy_mutex_take(cy_mutex *m)
{
#if PY_VERSION_HEX >= 0x030D0000
    PyMutex_Lock(m);
#else
    cy_lock_take(m);
#endif
}
/* @op cy_mutex_give(cy_mutex *m) -> void | never nogil
 * Frees the lock; any thread may. */
CY_INLINE void cy_mutex_give(cy_mutex *m)
{
#if PY_VERSION_HEX >= 0x030D0000
    PyMutex_Unlock(m);
#else
    cy_lock_give(m);
#endif
}
/* @op cy_mutex_taken(cy_mutex *m) -> int | never nogil
 * Whether somebody has the lock. */
CY_INLINE int cy_mutex_taken(cy_mutex *m)
{
#if PY_VERSION_HEX >= 0x030D0000
    return *(volatile unsigned char *)&m->_bits & 1;
#else
    return cy_lock_taken(m);
#endif
}
