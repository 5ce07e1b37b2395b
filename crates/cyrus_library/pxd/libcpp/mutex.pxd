# <mutex>: [thread.mutex]. https://en.cppreference.com/w/cpp/header/mutex
# `timed_recursive_mutex` is an old name of `recursive_timed_mutex`.

from libcpp cimport bool

cdef extern from *:
    """
    #ifndef CY_LIBCPP_GIL
    #define CY_LIBCPP_GIL
    namespace {
    /* Gives the GIL back, if this thread holds it, and takes it again at the end. */
    struct cy_gil_released {
        PyThreadState *state;
        cy_gil_released() : state(PyGILState_Check() ? PyEval_SaveThread() : nullptr) {}
        ~cy_gil_released() { take(); }
        void take() { if (state) { PyThreadState *s = state; state = nullptr; PyEval_RestoreThread(s); } }
        cy_gil_released(const cy_gil_released &) = delete;
        cy_gil_released &operator=(const cy_gil_released &) = delete;
    };
    }
    #endif

    #include <mutex>
    #include <utility>
    namespace {
    template <typename... M> void cy_safe_lock(M &...m) {
        cy_gil_released released;
        if constexpr (sizeof...(M) == 1) (m.lock(), ...);
        else std::lock(m...);
    }
    template <typename M> std::unique_lock<M> cy_safe_unique_lock(M &m) {
        std::unique_lock<M> lock(m, std::defer_lock);
        cy_gil_released released;
        lock.lock();
        return lock;
    }
    /* Only the wait for another thread happens without the GIL: the callable runs as it was called. */
    template <typename F, typename... A> void cy_safe_call_once(std::once_flag &flag, F f, A &&...a) {
        cy_gil_released released;
        std::call_once(flag, [&]() {
            bool held = released.state != nullptr;
            released.take();
            f(std::forward<A>(a)...);
            bool failed = held && PyErr_Occurred();
            if (held) released.state = PyEval_SaveThread();
            if (failed) throw std::exception();
        });
    }
    inline void cy_safe_call_object_once(std::once_flag &flag, PyObject *callable) {
        PyGILState_STATE gil = PyGILState_Ensure();
        struct release { PyGILState_STATE gil; ~release() { PyGILState_Release(gil); } } at_end{gil};
        cy_safe_call_once(flag, [callable]() {
            PyObject *result = PyObject_CallObject(callable, nullptr);
            Py_XDECREF(result);
        });
    }
    }
    """
    cppclass py_safe_once_flag "std::once_flag":
        pass

    void py_safe_call_object_once "cy_safe_call_object_once"(py_safe_once_flag &, object) except +* nogil
    void py_safe_call_once "cy_safe_call_once"[Fn](py_safe_once_flag &, Fn, ...) except +* nogil
    unique_lock[Mutex] py_safe_construct_unique_lock "cy_safe_unique_lock"[Mutex](Mutex &) except + nogil
    void py_safe_lock "cy_safe_lock"(...) except + nogil

cdef extern from "<mutex>" namespace "std" nogil:
    cdef cppclass lock_guard[Mutex]:
        # Holds a mutex as long as it lives.
        ctypedef Mutex mutex_type

        lock_guard(Mutex &) except +
        lock_guard(Mutex &, adopt_lock_t)

    cdef cppclass mutex:
        # Held by one thread at a time.
        cppclass native_handle_type:
            pass

        void lock() except +, unlock()
        native_handle_type native_handle() except +
        bool try_lock()

    cdef cppclass once_flag:
        pass

    cdef cppclass recursive_mutex:
        # The thread that holds it can take it again.
        cppclass native_handle_type:
            pass

        void lock() except +, unlock()
        native_handle_type native_handle() except +
        bool try_lock()

    cdef cppclass recursive_timed_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +, unlock()
        native_handle_type native_handle() except +
        bool try_lock(), try_lock_for[Duration](const Duration &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +

    cdef cppclass scoped_lock[M1=*, M2=*, M3=*, M4=*, M5=*, M6=*, M7=*, M8=*, M9=*, M10=*, M11=*, M12=*, M13=*, M14=*, M15=*, M16=*, M17=*, M18=*, M19=*, M20=*, M21=*, M22=*, M23=*, M24=*, M25=*, M26=*]:
        # Holds several mutexes as long as it lives.
        scoped_lock(...) except +

    cdef cppclass timed_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +, unlock()
        native_handle_type native_handle() except +
        bool try_lock(), try_lock_for[Duration](const Duration &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +

    cdef cppclass timed_recursive_mutex "std::recursive_timed_mutex":
        cppclass native_handle_type:
            pass

        void lock() except +, unlock()
        native_handle_type native_handle() except +
        bool try_lock(), try_lock_for[Duration](const Duration &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +

    cdef cppclass unique_lock[Mutex]:
        # Holds a mutex, or not; can be moved.
        ctypedef Mutex mutex_type

        unique_lock()
        unique_lock(Mutex &, ...) except +

        bool operator bool()

        Mutex *release()
        void swap(unique_lock &)

        void lock() except +, unlock() except +
        Mutex *mutex()
        bool owns_lock(), try_lock() except +, try_lock_for[Duration](const Duration &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +

    cdef cppclass adopt_lock_t:
        pass
    adopt_lock_t adopt_lock

    cdef cppclass defer_lock_t:
        pass
    defer_lock_t defer_lock

    cdef cppclass try_to_lock_t:
        pass
    try_to_lock_t try_to_lock

    void call_once[Fn](once_flag &, Fn &, ...) except +, lock(...) except +
    bool try_lock(...) except +
