# <condition_variable>: [thread.condition]. https://en.cppreference.com/w/cpp/header/condition_variable

from libcpp cimport bool
from libcpp.mutex cimport mutex, unique_lock
from libcpp.stop_token cimport stop_token

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
    #include <utility>
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
    template <typename L, typename W>
    auto cy_cv_waiting(L &lock, W wait) -> decltype(wait(std::declval<cy_gil_released &>())) {
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
    void py_safe_object_wait "cy_cv_object3"(condition_variable &, unique_lock[mutex] &, object) except +
    void py_safe_object_wait "cy_cv_object3"[Lock](condition_variable_any &, Lock &, object) except +
    bool py_safe_object_wait "cy_cv_object4"[Lock](condition_variable_any &, Lock &, stop_token, object) except +
    bool py_safe_object_wait_for "cy_cv_for_object4"[Span](
        condition_variable &, unique_lock[mutex] &, const Span &, object) except +
    bool py_safe_object_wait_for "cy_cv_for_object4"[Span, Lock](
        condition_variable_any &, Lock &, const Span &, object) except +
    bool py_safe_object_wait_for "cy_cv_for_object5"[Span, Lock](
        condition_variable_any &, Lock &, stop_token, const Span &, object) except +
    bool py_safe_object_wait_until "cy_cv_until_object4"[Until](
        condition_variable &, unique_lock[mutex] &, const Until &, object) except +
    bool py_safe_object_wait_until "cy_cv_until_object4"[Until, Lock](
        condition_variable_any &, Lock &, const Until &, object) except +
    bool py_safe_object_wait_until "cy_cv_until_object5"[Until, Lock](
        condition_variable_any &, Lock &, stop_token, const Until &, object) except +
    void py_safe_wait "cy_cv_wait2"(condition_variable &, unique_lock[mutex] &) except + nogil
    void py_safe_wait "cy_cv_wait2"[Lock](condition_variable_any &, Lock &) except + nogil
    void py_safe_wait "cy_cv_wait3"[Test](condition_variable &, unique_lock[mutex] &, Test) except + nogil
    void py_safe_wait "cy_cv_wait3"[Test, Lock](condition_variable_any &, Lock &, Test) except + nogil
    bool py_safe_wait "cy_cv_wait4"[Lock, Test](condition_variable_any &, Lock &, stop_token, Test) except + nogil
    cv_status py_safe_wait_for "cy_cv_for3"[Span](
        condition_variable &, unique_lock[mutex] &, const Span &) except + nogil
    cv_status py_safe_wait_for "cy_cv_for3"[Span, Lock](condition_variable_any &, Lock &, const Span &) except + nogil
    bool py_safe_wait_for "cy_cv_for4"[Span, Test](
        condition_variable &, unique_lock[mutex] &, const Span &, Test) except + nogil
    bool py_safe_wait_for "cy_cv_for4"[Span, Test, Lock](
        condition_variable_any &, Lock &, const Span &, Test) except + nogil
    bool py_safe_wait_for "cy_cv_for5"[Span, Test, Lock](
        condition_variable_any &, Lock &, stop_token, const Span &, Test) except + nogil
    cv_status py_safe_wait_until "cy_cv_until3"[Until](
        condition_variable &, unique_lock[mutex] &, const Until &) except + nogil
    cv_status py_safe_wait_until "cy_cv_until3"[Until, Lock](
        condition_variable_any &, Lock &, const Until &) except + nogil
    bool py_safe_wait_until "cy_cv_until4"[Until, Test](
        condition_variable &, unique_lock[mutex] &, const Until &, Test) except + nogil
    bool py_safe_wait_until "cy_cv_until4"[Until, Test, Lock](
        condition_variable_any &, Lock &, const Until &, Test) except + nogil
    bool py_safe_wait_until "cy_cv_until5"[Until, Test, Lock](
        condition_variable_any &, Lock &, stop_token, const Until &, Test) except + nogil

cdef extern from "<condition_variable>" namespace "std" nogil:
    enum class cv_status:
        no_timeout, timeout

    cdef cppclass condition_variable:
        # Waits with `unique_lock[mutex]` alone.
        cppclass native_handle_type:
            pass

        condition_variable() except +

        native_handle_type native_handle() except +
        void notify_all(), notify_one(), wait(unique_lock[mutex] &) except +
        void wait[Test](unique_lock[mutex] &, Test) except +
        cv_status wait_for[Span](unique_lock[mutex] &, const Span &) except +
        cv_status wait_until[Until](unique_lock[mutex] &, const Until &) except +
        bool wait_for[Span, Test](unique_lock[mutex] &, const Span &, Test) except +
        bool wait_until[Until, Test](unique_lock[mutex] &, const Until &, Test) except +

    cdef cppclass condition_variable_any:
        # Waits with any lock.
        condition_variable_any() except +

        void notify_all(), notify_one(), wait[Lock](Lock &) except +, wait[Lock, Test](Lock &, Test) except +
        bool wait[Lock, Test](Lock &, stop_token, Test) except +
        bool wait_for[Lock, Span, Test](Lock &, const Span &, Test) except +
        bool wait_for[Lock, Span, Test](Lock &, stop_token, const Span &, Test) except +
        bool wait_until[Lock, Until, Test](Lock &, const Until &, Test) except +
        bool wait_until[Lock, Until, Test](Lock &, stop_token, const Until &, Test) except +
        cv_status wait_for[Lock, Span](Lock &, const Span &) except +
        cv_status wait_until[Lock, Until](Lock &, const Until &) except +

    void notify_all_at_thread_exit(condition_variable &, unique_lock[mutex] &) except +
