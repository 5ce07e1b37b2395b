# Threads, locks, storage of each thread's own: https://docs.python.org/3/c-api/init.html

cdef extern from "pythread.h":
    ctypedef void *PyThread_type_lock
    ctypedef void *PyThread_type_sema
    ctypedef enum PyLockStatus:
        PY_LOCK_FAILURE = 0
        PY_LOCK_ACQUIRED = 1
        PY_LOCK_INTR
    Py_tss_t Py_tss_NEEDS_INIT

cdef extern from "pythread.h":
    enum:
        WAIT_LOCK, NOWAIT_LOCK

    void PyThread_init_thread()
    long PyThread_start_new_thread(void (*arg)(void *), void *block)
    void PyThread_exit_thread()
    long PyThread_get_thread_ident()
    PyThread_type_lock PyThread_allocate_lock()
    void PyThread_free_lock(PyThread_type_lock arg)
    size_t PyThread_get_stacksize()
    int PyThread_set_stacksize(size_t size)
    int PyThread_create_key()
    void PyThread_delete_key(int key)
    int PyThread_set_key_value(int key, void *value)
    void *PyThread_get_key_value(int key)
    void PyThread_delete_key_value(int key)
    void PyThread_ReInitTLS()
    Py_tss_t *PyThread_tss_alloc()
    void PyThread_tss_free(Py_tss_t *key)
    int PyThread_tss_is_created(Py_tss_t *key)
    int PyThread_tss_create(Py_tss_t *key)
    void PyThread_tss_delete(Py_tss_t *key)
    int PyThread_tss_set(Py_tss_t *key, void *value)
    void *PyThread_tss_get(Py_tss_t *key)

cdef extern from "pythread.h" nogil:
    int PyThread_acquire_lock(PyThread_type_lock arg, int n)
    void PyThread_release_lock(PyThread_type_lock arg)
