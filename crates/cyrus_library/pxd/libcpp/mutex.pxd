# <mutex>: https://en.cppreference.com/w/cpp/header/mutex

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
    # Safe where the thread may hold the GIL: it waits without it.
    void py_safe_lock "cy_safe_lock"(...) except + nogil
    unique_lock[MutexT] py_safe_construct_unique_lock "cy_safe_unique_lock"[MutexT](MutexT &m) except + nogil
    void py_safe_call_once "cy_safe_call_once"[Callable](py_safe_once_flag &flag, Callable callable, ...) except +* nogil
    void py_safe_call_object_once "cy_safe_call_object_once"(py_safe_once_flag &flag, object callable) except +* nogil

cdef extern from "<mutex>" namespace "std" nogil:
    defer_lock_t defer_lock
    try_to_lock_t try_to_lock
    adopt_lock_t adopt_lock

    cdef cppclass mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        void unlock()
        native_handle_type native_handle() except +

    cdef cppclass timed_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        bool try_lock_for[T](const T &duration) except +
        bool try_lock_until[T](const T &time_point) except +
        void unlock()
        native_handle_type native_handle() except +

    cdef cppclass recursive_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        void unlock()
        native_handle_type native_handle() except +

    cdef cppclass timed_recursive_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        bool try_lock_for[T](const T &duration) except +
        bool try_lock_until[T](const T &time_point) except +
        void unlock()
        native_handle_type native_handle() except +

    cdef cppclass defer_lock_t:
        pass

    cdef cppclass try_to_lock_t:
        pass

    cdef cppclass adopt_lock_t:
        pass

    cdef cppclass lock_guard[T]:
        ctypedef T mutex_type

        lock_guard(T &) except +
        lock_guard(T &, adopt_lock_t)

    cdef cppclass unique_lock[T]:
        ctypedef T mutex_type

        unique_lock()
        unique_lock(T &, ...) except +
        void lock() except +
        bool try_lock() except +
        bool try_lock_for[T](const T &duration) except +
        bool try_lock_until[T](const T &time_point) except +
        void unlock() except +
        void swap(unique_lock &other)
        T *release()
        T *mutex()
        bool owns_lock()
        bool operator bool()

    cdef cppclass scoped_lock[A=*, B=*, C=*, D=*, E=*, F=*, G=*, H=*, I=*, J=*, K=*, L=*, M=*, N=*, O=*, P=*, Q=*, R=*, S=*, T=*, U=*, V=*, W=*, X=*, Y=*, Z=*]:
        scoped_lock(...) except +

    cdef cppclass once_flag:
        pass

    bool try_lock(...) except +
    void lock(...) except +
    void call_once[Callable](once_flag &, Callable &callable, ...) except +
