# <optional>: C++17, [optional]. https://en.cppreference.com/w/cpp/header/optional

from libcpp cimport bool

cdef extern from "<optional>" namespace "std" nogil:
    # `value` throws std::bad_optional_access where there is none.
    cdef cppclass nullopt_t:
        nullopt_t()
    nullopt_t nullopt

    cdef cppclass optional[Value]:
        # A value, or none.
        ctypedef Value value_type

        optional()
        optional(Value &) except +
        optional(const optional &) except +
        optional(nullopt_t)

        optional &operator=(optional &), &operator=[U](U &)

        Value &operator*(), &value() except +, &value_or[U](U &)

        bool has_value(), operator bool(), operator!()

        Value &emplace(...)
        void reset(), swap(optional &)

        bool operator!=[U](optional &, U &), operator<[U](optional &, U &), operator<=[U](optional &, U &)
        bool operator==[U](optional &, U &), operator>[U](optional &, U &), operator>=[U](optional &, U &)

    optional[Value] make_optional[Value](...) except +
