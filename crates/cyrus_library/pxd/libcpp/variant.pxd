# <variant>: C++17, [variant]. https://en.cppreference.com/w/cpp/header/variant

from libcpp cimport bool

cdef extern from "<variant>" namespace "std" nogil:
    # `get` throws std::bad_variant_access where the value is of another type, `get_if` gives NULL.
    cdef cppclass monostate:
        monostate()

    cdef cppclass variant[T0, T1=*, T2=*, T3=*, T4=*, T5=*, T6=*, T7=*]:
        # A value of one of up to eight types.
        variant() except +
        variant(const variant &) except +
        variant(T0) except +
        variant(T1) except +
        variant(T2) except +
        variant(T3) except +
        variant(T4) except +
        variant(T5) except +
        variant(T6) except +
        variant(T7) except +

        variant &operator=(const variant &) except +, &operator=(T0) except +, &operator=(T1) except +
        variant &operator=(T2) except +, &operator=(T3) except +, &operator=(T4) except +
        variant &operator=(T5) except +, &operator=(T6) except +, &operator=(T7) except +

        T &emplace[T](...) except +
        size_t index()
        bool valueless_by_exception()
        void swap(variant &)

        bool operator!=(variant &), operator<(variant &), operator<=(variant &)
        bool operator==(variant &), operator>(variant &), operator>=(variant &)

    T &get[T](...) except +
    T *get_if[T](...)
    bool holds_alternative[T](...)
    size_t variant_npos
