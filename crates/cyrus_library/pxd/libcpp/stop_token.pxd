# <stop_token>: C++20, [thread.stoptoken]. https://en.cppreference.com/w/cpp/header/stop_token

from libcpp cimport bool

cdef extern from *:
    """
    #if __cplusplus >= 202002L
    #include <memory>
    #include <stop_token>
    typedef std::stop_callback<void (*)()> cy_function_stop_callback;
    namespace {
    struct cy_stop_call {
        PyObject *callable;
        void operator()() const {
            PyGILState_STATE gil = PyGILState_Ensure();
            PyObject *result = PyObject_CallObject(callable, nullptr);
            if (!result) PyErr_WriteUnraisable(callable);
            Py_XDECREF(result);
            PyGILState_Release(gil);
        }
    };
    /* Calls a Python object when a stop is requested. */
    class cy_stop_holder {
        PyObject *callable = nullptr;
        std::unique_ptr<std::stop_callback<cy_stop_call>> callback;
    public:
        cy_stop_holder() = default;
        cy_stop_holder(std::stop_token token, PyObject *c) { initialize(token, c); }
        void initialize(std::stop_token token, PyObject *c) {
            Py_INCREF(c);
            Py_XDECREF(callable);
            callable = c;
            callback.reset(new std::stop_callback<cy_stop_call>(token, cy_stop_call{c}));
        }
        ~cy_stop_holder() {
            PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : nullptr;
            callback.reset();
            if (state) PyEval_RestoreThread(state);
            PyGILState_STATE gil = PyGILState_Ensure();
            Py_XDECREF(callable);
            PyGILState_Release(gil);
        }
    };
    }
    #endif
    """
    ctypedef stop_callback[void (*)() noexcept] func_ptr_stop_callback "cy_function_stop_callback"
    cppclass python_stop_callback_holder "cy_stop_holder":
        python_stop_callback_holder()
        python_stop_callback_holder(stop_token, object)

        void initialize(stop_token, object)

cdef extern from "<stop_token>" namespace "std" nogil:
    cdef cppclass stop_source:
        # Asks for a stop.
        stop_source() except +
        stop_source(nostopstate_t)

        void swap(stop_source &)

        stop_token get_token()
        bool request_stop(), stop_possible(), stop_requested()

    cdef cppclass nostopstate_t:
        pass
    nostopstate_t nostopstate

    cdef cppclass stop_token:
        # Tells whether a stop was asked for.
        bool stop_possible(), stop_requested()

    cdef cppclass stop_callback[Callback]:
        # Calls when a stop is asked for, as long as it lives.
        stop_callback(stop_token, Callback)
