# Threads, locks, storage of each thread's own: `pythread.h` and https://docs.python.org/3/c-api/init.html

cdef extern from "pythread.h":
    ctypedef void *PyThread_type_sema
    ctypedef void *PyThread_type_lock
    Py_tss_t Py_tss_NEEDS_INIT

    # How long to wait for a lock; what came of it.
    enum:
        NOWAIT_LOCK, WAIT_LOCK
    ctypedef enum PyLockStatus:
        PY_LOCK_ACQUIRED = 1, PY_LOCK_FAILURE = 0, PY_LOCK_INTR

cdef extern from "pythread.h":
    # Locks.
    int PyThread_acquire_lock(PyThread_type_lock, int) nogil
    PyThread_type_lock PyThread_allocate_lock()
    void PyThread_free_lock(PyThread_type_lock)
    void PyThread_release_lock(PyThread_type_lock) nogil

    # Storage (PEP 539).
    Py_tss_t *PyThread_tss_alloc()
    int PyThread_tss_create(Py_tss_t *)
    void PyThread_tss_delete(Py_tss_t *)
    void PyThread_tss_free(Py_tss_t *)
    void *PyThread_tss_get(Py_tss_t *)
    int PyThread_tss_is_created(Py_tss_t *)
    int PyThread_tss_set(Py_tss_t *, void *)

    # Storage by numbers; gone where PEP 539 is.
    int PyThread_create_key()
    void PyThread_delete_key(int)
    void PyThread_delete_key_value(int)
    void *PyThread_get_key_value(int)
    void PyThread_ReInitTLS()
    int PyThread_set_key_value(int, void *)

    # Threads.
    void PyThread_exit_thread()
    size_t PyThread_get_stacksize()
    long PyThread_get_thread_ident()
    void PyThread_init_thread()
    int PyThread_set_stacksize(size_t)
    long PyThread_start_new_thread(void (*)(void *) noexcept, void *)
