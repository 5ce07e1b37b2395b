# test: c++ which error counts where C++ throws while a Python error is set, and handlers that raise, or do not
cdef extern from *:
    """
    #include <stdexcept>
    static void cy_set(int set) {
        if (!set) return;
        PyGILState_STATE gil = PyGILState_Ensure();
        PyErr_SetString(PyExc_KeyError, "of Python");
        PyGILState_Release(gil);
    }
    static int cy_both(int set) { cy_set(set); throw std::out_of_range("of C++"); }
    static int cy_number(int set) { cy_set(set); throw 5; }
    static void cy_silent() {}
    """
    void cy_silent()
    int as_is "cy_both"(int) except +
    int as_starred "cy_both"(int) except +*
    int as_value_error "cy_both"(int) except +ValueError
    int as_os_error "cy_number"(int) except +OSError
    int by_silent "cy_both"(int) except +cy_silent
    int nogil_value_error "cy_both"(int) except +ValueError nogil

class Own(Exception):
    pass


cdef void ours() except *:
    raise Own("raised by the handler")


cdef extern from *:
    int by_ours "cy_both"(int) except +ours
    int nogil_ours "cy_both"(int) except +ours nogil


def told(function):
    try:
        function()
    except BaseException as e:
        return type(e).__name__, str(e)


def each(int set):
    """
    >>> for row in each(0): print(row)
    ('IndexError', 'of C++')
    ('IndexError', 'of C++')
    ('ValueError', 'of C++')
    ('OSError', '')
    ('RuntimeError', 'Error converting c++ exception.')
    ('Own', 'raised by the handler')
    >>> for row in each(1): print(row)
    ('KeyError', "'of Python'")
    ('KeyError', "'of Python'")
    ('ValueError', 'of C++')
    ('OSError', '')
    ('KeyError', "'of Python'")
    """
    return [
        told(lambda: as_is(set)), told(lambda: as_starred(set)), told(lambda: as_value_error(set)),
        told(lambda: as_os_error(set)), told(lambda: by_silent(set)),
    ] + ([] if set else [told(lambda: by_ours(set))])


def without_gil(int set, bint handler):
    """
    >>> told(lambda: without_gil(1, False)), told(lambda: without_gil(0, False))
    (('ValueError', 'of C++'), ('ValueError', 'of C++'))
    >>> told(lambda: without_gil(0, True))
    ('Own', 'raised by the handler')
    """
    with nogil:
        if handler:
            nogil_ours(set)
        else:
            nogil_value_error(set)
