# <threads.h>: C11, 7.26. Optional in C, and missing on some systems.

from libc.time cimport timespec

cdef extern from "<threads.h>" nogil:
    enum:
        thrd_success
        thrd_nomem
        thrd_timedout
        thrd_busy
        thrd_error
        mtx_plain
        mtx_recursive
        mtx_timed
        TSS_DTOR_ITERATIONS

    # Threads.
    ctypedef struct thrd_t:
        pass
    ctypedef int (*thrd_start_t)(void *argument) noexcept nogil
    int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
    int thrd_equal(thrd_t left, thrd_t right)
    thrd_t thrd_current()
    int thrd_sleep(const timespec *duration, timespec *remaining)
    void thrd_yield()
    void thrd_exit(int result)
    int thrd_detach(thrd_t thread)
    # Waits; see also `py_safe_thrd_join`, which lets other Python threads run.
    int thrd_join(thrd_t thread, int *result)

    # Mutexes.
    ctypedef struct mtx_t:
        pass
    int mtx_init(mtx_t *mutex, int kind)
    int mtx_lock(mtx_t *mutex)
    int mtx_timedlock(mtx_t *mutex, const timespec *until)
    int mtx_timed_lock "mtx_timedlock"(mtx_t *mutex, const timespec *until)
    int mtx_trylock(mtx_t *mutex)
    int mtx_unlock(mtx_t *mutex)
    void mtx_destroy(mtx_t *mutex)

    # Once.
    ctypedef struct once_flag:
        pass
    once_flag ONCE_FLAG_INIT
    ctypedef void (*_once_func_type)() noexcept nogil
    void call_once(once_flag *flag, _once_func_type function)

    # Condition variables.
    ctypedef struct cnd_t:
        pass
    int cnd_init(cnd_t *condition)
    int cnd_signal(cnd_t *condition)
    int cnd_broadcast(cnd_t *condition)
    int cnd_wait(cnd_t *condition, mtx_t *mutex)
    int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *until)
    void cnd_destroy(cnd_t *condition)

    # Storage of each thread's own.
    ctypedef struct tss_t:
        pass
    ctypedef void (*tss_dtor_t)(void *value) noexcept nogil
    enum: thread_local
    int tss_create(tss_t *key, tss_dtor_t destructor)
    void *tss_get(tss_t key)
    int tss_set(tss_t key, void *value)
    void tss_delete(tss_t key)

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
    static inline void cy_call_once(once_flag *flag, void (*function)(void)) {
        PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
        call_once(flag, function);
        if (state != NULL) PyEval_RestoreThread(state);
    }
    """
    ctypedef struct py_safe_once_flag "once_flag":
        pass
    py_safe_once_flag PY_SAFE_ONCE_FLAG_INIT "ONCE_FLAG_INIT"

    void once_flag_init "cy_once_flag_init"(once_flag *flag) nogil
    void py_safe_once_flag_init "cy_once_flag_init"(py_safe_once_flag *flag) nogil
    int py_safe_mtx_lock "cy_mtx_lock"(mtx_t *mutex) nogil
    int py_safe_cnd_wait "cy_cnd_wait"(cnd_t *condition, mtx_t *mutex) nogil
    int py_safe_cnd_timedwait "cy_cnd_timedwait"(cnd_t *condition, mtx_t *mutex, const timespec *until) nogil
    void py_safe_call_once "cy_call_once"(py_safe_once_flag *flag, _once_func_type function) nogil
