# <functional>: [function.objects]. https://en.cppreference.com/w/cpp/header/functional

from libcpp cimport bool

cdef extern from "<functional>" namespace "std" nogil:
    cdef cppclass reference_wrapper[T]:
        # A reference that can be assigned.
        reference_wrapper()
        reference_wrapper(T)

        T &get()

    cdef cppclass function[T]:
        # Anything that can be called so.
        function() except +
        function(T *) except +
        function(const function &) except +
        function(void *) except +

        function operator=(function &), operator=(T *), operator=[U](U), operator=(void *)

        bool operator bool()

    cdef cppclass divides[T=*]:
        divides()

        T operator()(const T &, const T &)

    cdef cppclass equal_to[T=*]:
        equal_to()

        bool operator()(const T &, const T &)

    cdef cppclass greater[T=*]:
        greater() except +

        bool operator()(const T &, const T &) except +

    cdef cppclass greater_equal[T=*]:
        greater_equal()

        bool operator()(const T &, const T &)

    cdef cppclass hash[T]:
        hash()

        size_t operator()(const T &)

    cdef cppclass less[T=*]:
        less()

        bool operator()(const T &, const T &)

    cdef cppclass less_equal[T=*]:
        less_equal()

        bool operator()(const T &, const T &)

    cdef cppclass minus[T=*]:
        minus()

        T operator()(const T &, const T &)

    cdef cppclass modulus[T=*]:
        modulus()

        T operator()(const T &, const T &)

    cdef cppclass multiplies[T=*]:
        multiplies()

        T operator()(const T &, const T &)

    cdef cppclass negate[T=*]:
        negate()

        T operator()(const T &)

    cdef cppclass not_equal_to[T=*]:
        not_equal_to()

        bool operator()(const T &, const T &)

    cdef cppclass plus[T=*]:
        plus()

        T operator()(const T &, const T &)
