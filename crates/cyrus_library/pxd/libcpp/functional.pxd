# <functional>: https://en.cppreference.com/w/cpp/header/functional

from libcpp cimport bool

cdef extern from "<functional>" namespace "std" nogil:
    cdef cppclass function[T]:
        function() except +
        function(T *) except +
        function(function &) except +
        function(void *) except +
        function operator=(T *)
        function operator=(function &)
        function operator=(void *)
        function operator=[U](U)
        bool operator bool()

    cdef cppclass greater[T=*]:
        greater() except +
        bool operator()(const T &lhs, const T &rhs) except +

    cdef cppclass reference_wrapper[T]:
        reference_wrapper()
        reference_wrapper(T)
        T &get()
