# <condition_variable>: https://en.cppreference.com/w/cpp/header/condition_variable

from libcpp.mutex cimport unique_lock, mutex
from libcpp.stop_token cimport stop_token
from libcpp cimport bool as _bool

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

    #include <condition_variable>
    #include <exception>
    namespace {
    /* After the wait: the lock is let go before the GIL is asked for, so that nobody waits for the other's. */
    template <typename L> void cy_cv_finish(L &lock, cy_gil_released &released) {
        if (!released.state) return;
        lock.unlock();
        released.take();
        while (!lock.try_lock()) {
            cy_gil_released again;
            lock.lock();
            if (!again.state) return;
            lock.unlock();
        }
    }
    template <typename L, typename P> struct cy_cv_test {
        L &lock; P &test; cy_gil_released &released;
        bool operator()() {
            bool held = released.state != nullptr;
            cy_cv_finish(lock, released);
            bool result = test();
            bool failed = held && PyErr_Occurred();
            if (held) released.state = PyEval_SaveThread();
            if (failed) throw std::exception();
            return result;
        }
    };
    template <typename L, typename W> auto cy_cv_waiting(L &lock, W wait) {
        cy_gil_released released;
        struct finish { L &lock; cy_gil_released &r; ~finish() { cy_cv_finish(lock, r); } } at_end{lock, released};
        return wait(released);
    }
    template <typename C, typename L> void cy_cv_wait2(C &cv, L &lock) {
        cy_cv_waiting(lock, [&](cy_gil_released &) { cv.wait(lock); return 0; });
    }
    template <typename C, typename L, typename P> void cy_cv_wait3(C &cv, L &lock, P test) {
        cy_cv_waiting(lock, [&](cy_gil_released &r) { cv.wait(lock, cy_cv_test<L, P>{lock, test, r}); return 0; });
    }
    template <typename C, typename L, typename T, typename P> bool cy_cv_wait4(C &cv, L &lock, T token, P test) {
        return cy_cv_waiting(lock, [&](cy_gil_released &r) {
            return cv.wait(lock, token, cy_cv_test<L, P>{lock, test, r}); });
    }
    template <typename C, typename L, typename D> std::cv_status cy_cv_for3(C &cv, L &lock, const D &d) {
        return cy_cv_waiting(lock, [&](cy_gil_released &) { return cv.wait_for(lock, d); });
    }
    template <typename C, typename L, typename D, typename P> bool cy_cv_for4(C &cv, L &lock, const D &d, P test) {
        return cy_cv_waiting(lock, [&](cy_gil_released &r) {
            return cv.wait_for(lock, d, cy_cv_test<L, P>{lock, test, r}); });
    }
    template <typename C, typename L, typename T, typename D, typename P>
    bool cy_cv_for5(C &cv, L &lock, T token, const D &d, P test) {
        return cy_cv_waiting(lock, [&](cy_gil_released &r) {
            return cv.wait_for(lock, token, d, cy_cv_test<L, P>{lock, test, r}); });
    }
    template <typename C, typename L, typename D> std::cv_status cy_cv_until3(C &cv, L &lock, const D &d) {
        return cy_cv_waiting(lock, [&](cy_gil_released &) { return cv.wait_until(lock, d); });
    }
    template <typename C, typename L, typename D, typename P> bool cy_cv_until4(C &cv, L &lock, const D &d, P test) {
        return cy_cv_waiting(lock, [&](cy_gil_released &r) {
            return cv.wait_until(lock, d, cy_cv_test<L, P>{lock, test, r}); });
    }
    template <typename C, typename L, typename T, typename D, typename P>
    bool cy_cv_until5(C &cv, L &lock, T token, const D &d, P test) {
        return cy_cv_waiting(lock, [&](cy_gil_released &r) {
            return cv.wait_until(lock, token, d, cy_cv_test<L, P>{lock, test, r}); });
    }
    /* A Python callable as a test; it is called with the GIL held. */
    struct cy_cv_object {
        PyObject *callable;
        bool operator()() const {
            PyObject *result = PyObject_CallObject(callable, nullptr);
            int truth = result ? PyObject_IsTrue(result) : -1;
            Py_XDECREF(result);
            return truth > 0;
        }
    };
    template <typename C, typename L> void cy_cv_object3(C &cv, L &lock, PyObject *o) {
        cy_cv_wait3(cv, lock, cy_cv_object{o});
    }
    template <typename C, typename L, typename T> bool cy_cv_object4(C &cv, L &lock, T token, PyObject *o) {
        return cy_cv_wait4(cv, lock, token, cy_cv_object{o});
    }
    template <typename C, typename L, typename D> bool cy_cv_for_object4(C &cv, L &lock, const D &d, PyObject *o) {
        return cy_cv_for4(cv, lock, d, cy_cv_object{o});
    }
    template <typename C, typename L, typename T, typename D>
    bool cy_cv_for_object5(C &cv, L &lock, T token, const D &d, PyObject *o) {
        return cy_cv_for5(cv, lock, token, d, cy_cv_object{o});
    }
    template <typename C, typename L, typename D> bool cy_cv_until_object4(C &cv, L &lock, const D &d, PyObject *o) {
        return cy_cv_until4(cv, lock, d, cy_cv_object{o});
    }
    template <typename C, typename L, typename T, typename D>
    bool cy_cv_until_object5(C &cv, L &lock, T token, const D &d, PyObject *o) {
        return cy_cv_until5(cv, lock, token, d, cy_cv_object{o});
    }
    }
    """
    # Safe where the thread may hold the GIL: it waits without it. The `object` forms call a Python callable.
    void py_safe_wait "cy_cv_wait2"(condition_variable &cv, unique_lock[mutex] &lock) except + nogil
    void py_safe_wait "cy_cv_wait3"[Predicate](
        condition_variable &cv, unique_lock[mutex] &lock, Predicate predicate) except + nogil
    void py_safe_wait "cy_cv_wait2"[Lock](condition_variable_any &cv, Lock &lock) except + nogil
    void py_safe_wait "cy_cv_wait3"[Predicate, Lock](
        condition_variable_any &cv, Lock &lock, Predicate predicate) except + nogil
    bool py_safe_wait "cy_cv_wait4"[Lock, Predicate](
        condition_variable_any &cv, Lock &lock, stop_token stoken, Predicate predicate) except + nogil
    void py_safe_object_wait "cy_cv_object3"(
        condition_variable &cv, unique_lock[mutex] &lock, object predicate) except +
    void py_safe_object_wait "cy_cv_object3"[Lock](
        condition_variable_any &cv, Lock &lock, object predicate) except +
    bool py_safe_object_wait "cy_cv_object4"[Lock](
        condition_variable_any &cv, Lock &lock, stop_token stoken, object predicate) except +
    cv_status py_safe_wait_for "cy_cv_for3"[Duration](
        condition_variable &cv, unique_lock[mutex] &lock, const Duration &duration) except + nogil
    bool py_safe_wait_for "cy_cv_for4"[Duration, Predicate](
        condition_variable &cv, unique_lock[mutex] &lock, const Duration &duration,
        Predicate pred) except + nogil
    cv_status py_safe_wait_for "cy_cv_for3"[Duration, Lock](
        condition_variable_any &cv, Lock &lock, const Duration &duration) except + nogil
    bool py_safe_wait_for "cy_cv_for4"[Duration, Predicate, Lock](
        condition_variable_any &cv, Lock &lock, const Duration &duration, Predicate pred) except + nogil
    bool py_safe_wait_for "cy_cv_for5"[Duration, Predicate, Lock](
        condition_variable_any &cv, Lock &lock, stop_token stoken, const Duration &duration,
        Predicate pred) except + nogil
    bool py_safe_object_wait_for "cy_cv_for_object4"[Duration](
        condition_variable &cv, unique_lock[mutex] &lock, const Duration &duration, object pred) except +
    bool py_safe_object_wait_for "cy_cv_for_object4"[Duration, Lock](
        condition_variable_any &cv, Lock &lock, const Duration &duration, object pred) except +
    bool py_safe_object_wait_for "cy_cv_for_object5"[Duration, Lock](
        condition_variable_any &cv, Lock &lock, stop_token stoken, const Duration &duration,
        object pred) except +
    cv_status py_safe_wait_until "cy_cv_until3"[Timepoint](
        condition_variable &cv, unique_lock[mutex] &lock, const Timepoint &timepoint) except + nogil
    bool py_safe_wait_until "cy_cv_until4"[Timepoint, Predicate](
        condition_variable &cv, unique_lock[mutex] &lock, const Timepoint &timepoint,
        Predicate pred) except + nogil
    cv_status py_safe_wait_until "cy_cv_until3"[Timepoint, Lock](
        condition_variable_any &cv, Lock &lock, const Timepoint &timepoint) except + nogil
    bool py_safe_wait_until "cy_cv_until4"[Timepoint, Predicate, Lock](
        condition_variable_any &cv, Lock &lock, const Timepoint &timepoint, Predicate pred) except + nogil
    bool py_safe_wait_until "cy_cv_until5"[Timepoint, Predicate, Lock](
        condition_variable_any &cv, Lock &lock, stop_token stoken, const Timepoint &timepoint,
        Predicate pred) except + nogil
    bool py_safe_object_wait_until "cy_cv_until_object4"[Timepoint](
        condition_variable &cv, unique_lock[mutex] &lock, const Timepoint &timepoint, object pred) except +
    bool py_safe_object_wait_until "cy_cv_until_object4"[Timepoint, Lock](
        condition_variable_any &cv, Lock &lock, const Timepoint &timepoint, object pred) except +
    bool py_safe_object_wait_until "cy_cv_until_object5"[Timepoint, Lock](
        condition_variable_any &cv, Lock &lock, stop_token stoken, const Timepoint &timepoint,
        object pred) except +

cdef extern from "<condition_variable>" namespace "std" nogil:
    enum class cv_status:
        no_timeout
        timeout

    cdef cppclass condition_variable:
        cppclass native_handle_type:
            pass

        condition_variable() except +
        void notify_one()
        void notify_all()
        void wait(unique_lock[mutex] &lock) except +
        void wait[Predicate](unique_lock[mutex] &lock, Predicate pred) except +
        cv_status wait_for[Duration](unique_lock[mutex] &lock, const Duration &duration) except +
        bool wait_for[Duration, Predicate](
            unique_lock[mutex] &lock, const Duration &duration, Predicate pred) except +
        cv_status wait_until[TimePoint](unique_lock[mutex] &lock, const TimePoint &time_point) except +
        bool wait_until[TimePoint, Predicate](
            unique_lock[mutex] &lock, const TimePoint &time_point, Predicate pred) except +
        native_handle_type native_handle() except +

    cdef cppclass condition_variable_any:
        condition_variable_any() except +
        void notify_one()
        void notify_all()
        void wait[Lock](Lock &lock) except +
        void wait[Lock, Predicate](Lock &lock, Predicate pred) except +
        bool wait[Lock, Predicate](Lock &lock, stop_token stoken, Predicate pred) except +
        cv_status wait_for[Lock, Duration](Lock &lock, const Duration &duration) except +
        bool wait_for[Lock, Duration, Predicate](
            Lock &lock, const Duration &duration, Predicate pred) except +
        bool wait_for[Lock, Duration, Predicate](
            Lock &lock, stop_token stoken, const Duration &duration, Predicate pred) except +
        cv_status wait_until[Lock, TimePoint](Lock &lock, const TimePoint &time_point) except +
        bool wait_until[Lock, TimePoint, Predicate](
            Lock &lock, const TimePoint &time_point, Predicate pred) except +
        bool wait_until[Lock, TimePoint, Predicate](
            Lock &lock, stop_token stoken, const TimePoint &time_point, Predicate pred) except +

    void notify_all_at_thread_exit(condition_variable &cv, unique_lock[mutex] &lock) except +
