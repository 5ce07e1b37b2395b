# <threads.h>: C11, 7.26. A system may lack it. With it, waits for threads that may hold the GIL (`py_safe_...`).

from libc.time cimport timespec

cdef extern from *:
    """
    typedef void (*cy_lib_once_function)(void);
    """

cdef extern from "<threads.h>" nogil:
    # What the functions return (7.26.1).
    enum:
        thrd_busy, thrd_error, thrd_nomem, thrd_success, thrd_timedout

    # Kinds of mutexes, rounds of destructors, the storage class.
    enum:
        mtx_plain, mtx_recursive, mtx_timed, TSS_DTOR_ITERATIONS, thread_local

    # Types.
    ctypedef struct cnd_t:
        pass
    ctypedef struct mtx_t:
        pass
    ctypedef struct once_flag:
        pass
    ctypedef struct thrd_t:
        pass
    ctypedef struct tss_t:
        pass
    ctypedef void (*_once_func_type "cy_lib_once_function")() noexcept nogil
    ctypedef int (*thrd_start_t)(void *argument) noexcept nogil
    ctypedef void (*tss_dtor_t)(void *value) noexcept nogil

    # Things done once (7.26.2).
    once_flag ONCE_FLAG_INIT
    void call_once(once_flag *, _once_func_type)

    # Conditions (7.26.3).
    int cnd_broadcast(cnd_t *)
    void cnd_destroy(cnd_t *)
    int cnd_init(cnd_t *), cnd_signal(cnd_t *), cnd_timedwait(cnd_t *, mtx_t *, const timespec *)
    int cnd_wait(cnd_t *, mtx_t *)

    # Mutexes (7.26.4).
    void mtx_destroy(mtx_t *)
    int mtx_init(mtx_t *, int), mtx_lock(mtx_t *), mtx_timedlock(mtx_t *, const timespec *)
    int mtx_trylock(mtx_t *), mtx_unlock(mtx_t *)
    int mtx_timed_lock "mtx_timedlock"(mtx_t *, const timespec *)

    # Threads (7.26.5).
    int thrd_create(thrd_t *, thrd_start_t, void *)
    thrd_t thrd_current()
    int thrd_detach(thrd_t), thrd_equal(thrd_t, thrd_t)
    void thrd_exit(int)
    int thrd_join(thrd_t, int *), thrd_sleep(const timespec *, timespec *)
    void thrd_yield()

    # Storage of each thread's own (7.26.6).
    int tss_create(tss_t *, tss_dtor_t)
    void tss_delete(tss_t)
    void *tss_get(tss_t)
    int tss_set(tss_t, void *)

# The same for threads that may hold the GIL: it is given back while they wait, so that nobody waits for it in vain.
cdef extern from *:
    """
    static inline void cy_once_flag_init(once_flag *flag) {
        once_flag fresh = ONCE_FLAG_INIT;
        memcpy(flag, &fresh, sizeof fresh);
    }
    static inline int cy_mtx_lock(mtx_t *mutex) {
        int result = mtx_trylock(mutex);
        if (result == thrd_busy) {
            PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
            result = mtx_lock(mutex);
            if (state != NULL) PyEval_RestoreThread(state);
        }
        return result;
    }
    /* The mutex is let go before the GIL is asked for, and taken again without holding one while waiting for the other. */
    static inline int cy_cnd_waited(mtx_t *mutex, PyThreadState *state, int result) {
        int again;
        if (state == NULL) return result;
        (void)mtx_unlock(mutex);
        PyEval_RestoreThread(state);
        again = cy_mtx_lock(mutex);
        return again != thrd_success ? again : result;
    }
    static inline int cy_cnd_wait(cnd_t *condition, mtx_t *mutex) {
        PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
        return cy_cnd_waited(mutex, state, cnd_wait(condition, mutex));
    }
    static inline int cy_cnd_timedwait(cnd_t *condition, mtx_t *mutex, const struct timespec *until) {
        PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
        return cy_cnd_waited(mutex, state, cnd_timedwait(condition, mutex, until));
    }
    /* A thread that cannot be waited for now is one that may need the GIL. */
    static inline int cy_thrd_join(thrd_t thread, int *result) {
        PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
        int joined = thrd_join(thread, result);
        if (state != NULL) PyEval_RestoreThread(state);
        return joined;
    }
    static inline void cy_call_once(once_flag *flag, void (*function)(void)) {
        PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
        call_once(flag, function);
        if (state != NULL) PyEval_RestoreThread(state);
    }
    """
    ctypedef struct py_safe_once_flag "once_flag":
        pass
    py_safe_once_flag PY_SAFE_ONCE_FLAG_INIT "ONCE_FLAG_INIT"

    void once_flag_init "cy_once_flag_init"(once_flag *) nogil
    void py_safe_call_once "cy_call_once"(py_safe_once_flag *, _once_func_type) nogil
    void py_safe_once_flag_init "cy_once_flag_init"(py_safe_once_flag *) nogil
    int py_safe_cnd_timedwait "cy_cnd_timedwait"(cnd_t *, mtx_t *, const timespec *) nogil
    int py_safe_cnd_wait "cy_cnd_wait"(cnd_t *, mtx_t *) nogil
    int py_safe_mtx_lock "cy_mtx_lock"(mtx_t *) nogil
    int py_safe_thrd_join "cy_thrd_join"(thrd_t, int *) nogil
