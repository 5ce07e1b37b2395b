# <any>: [any]. https://en.cppreference.com/w/cpp/header/any

from libcpp cimport bool
from libcpp.typeinfo cimport type_info

cdef extern from "<any>" namespace "std" nogil:
    # `any_cast` throws std::bad_any_cast where the type is another one, or gives NULL for a pointer.
    cdef cppclass any:
        # A value of any type that can be copied, or none.
        any()
        any(const any &) except +

        any &operator=(any &) except +, &operator=[U](U &) except +

        bool has_value()

        T &emplace[T](...) except +
        void reset(), swap(any &)

        type_info &type()

    T *any_cast[T](any *), any_cast[T](any &) except +
