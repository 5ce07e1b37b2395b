# <stdint.h>: C11, 7.20. The sizes that stand here only rank the types; the C compiler has the true ones.

cdef extern from "<stddef.h>" nogil:
    ctypedef signed int ptrdiff_t

cdef extern from "<stdint.h>" nogil:
    # Exactly so many bits (7.20.1.1).
    ctypedef signed char int8_t
    ctypedef unsigned char uint8_t
    ctypedef signed short int16_t
    ctypedef unsigned short uint16_t
    ctypedef signed int int32_t
    ctypedef unsigned int uint32_t
    ctypedef signed long int64_t
    ctypedef unsigned long long uint64_t

    # At least so many (7.20.1.2).
    ctypedef signed char int_least8_t
    ctypedef unsigned char uint_least8_t
    ctypedef signed short int_least16_t
    ctypedef unsigned short uint_least16_t
    ctypedef signed int int_least32_t
    ctypedef unsigned int uint_least32_t
    ctypedef signed long int_least64_t
    ctypedef unsigned long long uint_least64_t

    # At least so many, and fast (7.20.1.3).
    ctypedef signed char int_fast8_t
    ctypedef unsigned char uint_fast8_t
    ctypedef signed short int_fast16_t
    ctypedef unsigned short uint_fast16_t
    ctypedef signed int int_fast32_t
    ctypedef unsigned int uint_fast32_t
    ctypedef signed long int_fast64_t
    ctypedef unsigned long long uint_fast64_t

    # Integers that hold a pointer, and the widest ones (7.20.1.4, 7.20.1.5).
    ctypedef ssize_t intptr_t
    ctypedef size_t uintptr_t
    ctypedef signed long long intmax_t
    ctypedef unsigned long long uintmax_t

    # Limits of the exact types (7.20.2.1).
    const int8_t INT8_MAX, INT8_MIN
    const uint8_t UINT8_MAX
    const int16_t INT16_MAX, INT16_MIN
    const uint16_t UINT16_MAX
    const int32_t INT32_MAX, INT32_MIN
    const uint32_t UINT32_MAX
    const int64_t INT64_MAX, INT64_MIN
    const uint64_t UINT64_MAX

    # Limits of the least types (7.20.2.2).
    const int_least8_t INT_LEAST8_MAX, INT_LEAST8_MIN
    const uint_least8_t UINT_LEAST8_MAX
    const int_least16_t INT_LEAST16_MAX, INT_LEAST16_MIN
    const uint_least16_t UINT_LEAST16_MAX
    const int_least32_t INT_LEAST32_MAX, INT_LEAST32_MIN
    const uint_least32_t UINT_LEAST32_MAX
    const int_least64_t INT_LEAST64_MAX, INT_LEAST64_MIN
    const uint_least64_t UINT_LEAST64_MAX

    # Limits of the fast types (7.20.2.3).
    const int_fast8_t INT_FAST8_MAX, INT_FAST8_MIN
    const uint_fast8_t UINT_FAST8_MAX
    const int_fast16_t INT_FAST16_MAX, INT_FAST16_MIN
    const uint_fast16_t UINT_FAST16_MAX
    const int_fast32_t INT_FAST32_MAX, INT_FAST32_MIN
    const uint_fast32_t UINT_FAST32_MAX
    const int_fast64_t INT_FAST64_MAX, INT_FAST64_MIN
    const uint_fast64_t UINT_FAST64_MAX

    # Limits of the other integer types (7.20.2.4 to 7.20.3).
    const intptr_t INTPTR_MAX, INTPTR_MIN
    const uintptr_t UINTPTR_MAX
    const intmax_t INTMAX_MAX, INTMAX_MIN
    const uintmax_t UINTMAX_MAX
    const ptrdiff_t PTRDIFF_MAX, PTRDIFF_MIN
    const size_t SIZE_MAX
    enum:
        SIG_ATOMIC_MAX, SIG_ATOMIC_MIN, WCHAR_MAX, WCHAR_MIN, WINT_MAX, WINT_MIN
