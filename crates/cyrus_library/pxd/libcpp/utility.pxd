# <utility>: https://en.cppreference.com/w/cpp/header/utility

cdef extern from *:
    """
    #include <utility>
    namespace cy_std {
    template <typename T> typename std::remove_reference<T>::type &&move(T &t) noexcept { return std::move(t); }
    template <typename T> typename std::remove_reference<T>::type &&move(T &&t) noexcept { return std::move(t); }
    }
    """
    # Lets a value be taken away: works for variables and for temporaries.
    T move "cy_std::move"[T](T) nogil

cdef extern from "<utility>" namespace "std" nogil:
    cdef cppclass pair[T, U]:
        ctypedef T first_type
        ctypedef U second_type

        T first
        U second

        pair() except +
        pair(pair &) except +
        pair(T &, U &) except +
        bint operator==(pair &, pair &)
        bint operator!=(pair &, pair &)
        bint operator<(pair &, pair &)
        bint operator>(pair &, pair &)
        bint operator<=(pair &, pair &)
        bint operator>=(pair &, pair &)
