# <bit>: C++20, [bit]. https://en.cppreference.com/w/cpp/header/bit

cdef extern from "<bit>" namespace "std" nogil:
    enum class endian:
        big, little, native

    # Powers of two.
    T bit_ceil[T](T), bit_floor[T](T)
    int bit_width[T](T)
    bint has_single_bit[T](T)

    # Counting.
    int countl_one[T](T), countl_zero[T](T), countr_one[T](T), countr_zero[T](T), popcount[T](T)

    # The rest.
    To bit_cast[To, From](From &)
    T rotl[T](T, int), rotr[T](T, int)
