# <float.h>: C11, 5.2.4.2.2.

cdef extern from "<float.h>" nogil:
    const int FLT_RADIX
    const int FLT_ROUNDS
    const int DECIMAL_DIG
    const int FLT_EVAL_METHOD

    const float FLT_MIN
    const float FLT_MAX
    const float FLT_EPSILON
    const int FLT_MANT_DIG
    const int FLT_DIG
    const int FLT_MIN_EXP
    const int FLT_MIN_10_EXP
    const int FLT_MAX_EXP
    const int FLT_MAX_10_EXP

    const double DBL_MIN
    const double DBL_MAX
    const double DBL_EPSILON
    const int DBL_MANT_DIG
    const int DBL_DIG
    const int DBL_MIN_EXP
    const int DBL_MIN_10_EXP
    const int DBL_MAX_EXP
    const int DBL_MAX_10_EXP

    const long double LDBL_MIN
    const long double LDBL_MAX
    const long double LDBL_EPSILON
    const int LDBL_MANT_DIG
    const int LDBL_DIG
    const int LDBL_MIN_EXP
    const int LDBL_MIN_10_EXP
    const int LDBL_MAX_EXP
    const int LDBL_MAX_10_EXP
