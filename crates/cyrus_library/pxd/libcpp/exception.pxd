# <exception>: [support.exception], with the classes of <stdexcept>, <typeinfo> and <new>. https://en.cppreference.com/w/cpp/header/exception

from libcpp cimport bool

cdef extern from *:
    """
    #include <exception>
    namespace {
    /* A Python exception inside a C++ one; the reference is counted by whoever holds a copy. */
    struct cy_python_error : std::exception {
        PyObject *value;
        explicit cy_python_error(PyObject *v) : value(v) { Py_INCREF(v); }
        cy_python_error(const cy_python_error &other) : std::exception(other), value(other.value) {
            PyGILState_STATE gil = PyGILState_Ensure();
            Py_INCREF(value);
            PyGILState_Release(gil);
        }
        cy_python_error &operator=(const cy_python_error &) = delete;
        ~cy_python_error() override {
            if (Py_IsInitialized()) {
                PyGILState_STATE gil = PyGILState_Ensure();
                Py_DECREF(value);
                PyGILState_Release(gil);
            }
        }
        const char *what() const noexcept override { return "Python exception"; }
    };
    inline const char *cy_exception_capsule() { return "std::exception_ptr wrapper"; }
    inline void cy_free_exception(PyObject *capsule) {
        delete static_cast<std::exception_ptr *>(PyCapsule_GetPointer(capsule, cy_exception_capsule()));
    }
    /* A handler for `except +`: the C++ exception becomes a RuntimeError whose first argument holds it. */
    inline void cy_exception_to_python() {
        PyObject *text = nullptr, *capsule, *args = nullptr;
        try {
            throw;
        } catch (const cy_python_error &e) {
            PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(e.value)), e.value);
            return;
        } catch (const std::exception &e) {
            text = PyUnicode_FromString(e.what());
        } catch (...) {
            text = PyUnicode_FromString("Unknown exception");
        }
        std::exception_ptr *held = new std::exception_ptr(std::current_exception());
        capsule = PyCapsule_New(held, cy_exception_capsule(), cy_free_exception);
        if (!capsule) delete held;
        if (text && capsule) args = PyTuple_Pack(2, capsule, text);
        if (args) PyErr_SetObject(PyExc_RuntimeError, args);
        Py_XDECREF(args);
        Py_XDECREF(capsule);
        Py_XDECREF(text);
    }
    /* What a Python exception holds, or itself inside a C++ exception. */
    inline std::exception_ptr cy_exception_from_python(PyObject *error) {
        PyObject *args = PyObject_GetAttrString(error, "args"), *capsule = nullptr;
        if (args && PyTuple_Check(args) && PyTuple_GET_SIZE(args) > 0) capsule = PyTuple_GET_ITEM(args, 0);
        std::exception_ptr held;
        if (capsule && PyCapsule_IsValid(capsule, cy_exception_capsule()))
            held = *static_cast<std::exception_ptr *>(PyCapsule_GetPointer(capsule, cy_exception_capsule()));
        Py_XDECREF(args);
        PyErr_Clear();
        return held ? held : std::make_exception_ptr(cy_python_error(error));
    }
    template <typename R, typename E> bool cy_handled_by(R (*handler)(E)) {
        try {
            throw;
        } catch (E e) {
            handler(e);
        } catch (...) {
            return false;
        }
        return PyErr_Occurred() != nullptr;
    }
    template <typename H> bool cy_handled_by(H handler) {
        try {
            handler();
        } catch (...) {
            return false;
        }
        return PyErr_Occurred() != nullptr;
    }
    template <typename... H> void cy_delegate(H... handlers) {
        if (!std::current_exception()) {
            PyErr_SetString(PyExc_SystemError, "delegate_to_exception_handlers called without a C++ exception");
            return;
        }
        if ((cy_handled_by(handlers) || ...)) return;
        throw;
    }
    }
    """
    cppclass exception_ptr "std::exception_ptr":
        bint operator bool() nogil

    void delegate_to_exception_handlers "cy_delegate"(...) except +*
    void exception_ptr_error_handler "cy_exception_to_python"() except *
    exception_ptr wrapped_exception_ptr_from_exception "cy_exception_from_python"(object) except *

cdef extern from "<exception>" namespace "std" nogil:
    cdef cppclass exception:
        const char *what()

    cdef cppclass bad_exception(exception):
        pass

    exception_ptr current_exception(), make_exception_ptr[E](E)
    void rethrow_exception(exception_ptr) except +

cdef extern from "<stdexcept>" namespace "std" nogil:
    cdef cppclass logic_error(exception):
        logic_error(const char *) except +

    cdef cppclass domain_error(logic_error):
        domain_error(const char *) except +

    cdef cppclass invalid_argument(logic_error):
        invalid_argument(const char *) except +

    cdef cppclass length_error(logic_error):
        length_error(const char *) except +

    cdef cppclass out_of_range(logic_error):
        out_of_range(const char *) except +

    cdef cppclass runtime_error(exception):
        runtime_error(const char *) except +

    cdef cppclass overflow_error(runtime_error):
        overflow_error(const char *) except +

    cdef cppclass range_error(runtime_error):
        range_error(const char *) except +

    cdef cppclass underflow_error(runtime_error):
        underflow_error(const char *) except +

cdef extern from "<typeinfo>" namespace "std" nogil:
    cdef cppclass bad_cast(exception):
        pass

    cdef cppclass bad_typeid(exception):
        pass

cdef extern from "<new>" namespace "std" nogil:
    cdef cppclass bad_alloc(exception):
        pass
