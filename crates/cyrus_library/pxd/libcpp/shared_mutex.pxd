# <shared_mutex>: C++17, [thread.sharedmutex]. https://en.cppreference.com/w/cpp/header/shared_mutex

from libcpp cimport bool
from libcpp.mutex cimport adopt_lock, adopt_lock_t, defer_lock, defer_lock_t, try_to_lock, try_to_lock_t

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
    shared_lock[Mutex] py_safe_construct_shared_lock "cy_safe_shared_lock"[Mutex](Mutex &) except + nogil

cdef extern from "<shared_mutex>" namespace "std" nogil:
    cdef cppclass shared_mutex:
        # Held by one writer, or by many readers.
        cppclass native_handle_type:
            pass

        void lock() except +, lock_shared() except +, unlock(), unlock_shared()
        native_handle_type native_handle() except +
        bool try_lock(), try_lock_shared()

    cdef cppclass shared_timed_mutex:
        void lock() except +, lock_shared() except +, unlock(), unlock_shared()
        bool try_lock(), try_lock_for[Duration](const Duration &) except +, try_lock_shared()
        bool try_lock_shared_for[Duration](const Duration &) except +
        bool try_lock_shared_until[TimePoint](const TimePoint &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +

    cdef cppclass shared_lock[Mutex]:
        # Holds a mutex as a reader.
        ctypedef Mutex mutex_type

        shared_lock()
        shared_lock(Mutex &, ...) except +

        bool operator bool()

        Mutex *release()
        void swap(shared_lock &)

        void lock() except +, unlock() except +
        Mutex *mutex()
        bool owns_lock(), try_lock() except +, try_lock_for[Duration](const Duration &) except +
        bool try_lock_until[TimePoint](const TimePoint &) except +
