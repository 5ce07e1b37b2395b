# <utility>: [utility]. https://en.cppreference.com/w/cpp/header/utility

cdef extern from *:
    """
    #include <utility>
    namespace {
    /* std::move for variables and for temporaries, also where the type is given, which is not what it deduces from. */
    template <typename... Given, typename V> constexpr typename std::remove_reference<V>::type &&cy_move(V &&value) {
        return static_cast<typename std::remove_reference<V>::type &&>(value);
    }
    }
    """
    T move "cy_move"[T](T) nogil

cdef extern from "<utility>" namespace "std" nogil:
    cdef cppclass pair[T, U]:
        T first
        ctypedef T first_type
        U second
        ctypedef U second_type

        pair() except +
        pair(const pair &) except +
        pair(const T &, const U &) except +

        void swap(pair &)

        bint operator!=(pair &, pair &), operator<(pair &, pair &), operator<=(pair &, pair &)
        bint operator==(pair &, pair &), operator>(pair &, pair &), operator>=(pair &, pair &)

    T exchange[T, U](T &, U) except +
    void swap[T](T &, T &) except +
