# <limits.h>: C11, 5.2.4.2.1. How wide the integer types are.

cdef extern from "<limits.h>" nogil:
    # Characters.
    enum:
        CHAR_BIT, CHAR_MAX, CHAR_MIN, MB_LEN_MAX, SCHAR_MAX, SCHAR_MIN, UCHAR_MAX

    # Integers.
    const int INT_MAX, INT_MIN
    const long LONG_MAX, LONG_MIN
    const long long LLONG_MAX, LLONG_MIN
    const short SHRT_MAX, SHRT_MIN

    # Unsigned integers.
    const unsigned int UINT_MAX
    const unsigned long ULONG_MAX
    const unsigned long long ULLONG_MAX
    const unsigned short USHRT_MAX
