# <shared_mutex>: https://en.cppreference.com/w/cpp/header/shared_mutex

from libcpp cimport bool
from libcpp.mutex cimport defer_lock_t, defer_lock, try_to_lock_t, try_to_lock, adopt_lock_t, adopt_lock

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

    #include <shared_mutex>
    namespace {
    template <typename M> std::shared_lock<M> cy_safe_shared_lock(M &m) {
        std::shared_lock<M> lock(m, std::defer_lock);
        cy_gil_released released;
        lock.lock();
        return lock;
    }
    }
    """
    # Safe where the thread may hold the GIL: it waits without it.
    shared_lock[MutexT] py_safe_construct_shared_lock "cy_safe_shared_lock"[MutexT](MutexT &m) except + nogil

cdef extern from "<shared_mutex>" namespace "std" nogil:
    cdef cppclass shared_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        void unlock()
        void lock_shared() except +
        bool try_lock_shared()
        void unlock_shared()
        native_handle_type native_handle() except +

    cdef cppclass shared_timed_mutex:
        cppclass native_handle_type:
            pass

        void lock() except +
        bool try_lock()
        bool try_lock_for[T](const T &duration) except +
        bool try_lock_until[T](const T &time_point) except +
        void unlock()
        void lock_shared() except +
        bool try_lock_shared()
        bool try_lock_shared_for[T](const T &duration) except +
        bool try_lock_shared_until[T](const T &time_point) except +
        void unlock_shared()
        native_handle_type native_handle() except +

    cdef cppclass shared_lock[T]:
        ctypedef T mutex_type

        shared_lock()
        shared_lock(T &, ...) except +
        void lock() except +
        bool try_lock() except +
        bool try_lock_for[T](const T &duration) except +
        bool try_lock_until[T](const T &time_point) except +
        void unlock() except +
        void swap(shared_lock &other)
        T *release()
        T *mutex()
        bool owns_lock()
        bool operator bool()
