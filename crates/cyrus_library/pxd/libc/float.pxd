# <float.h>: C11, 5.2.4.2.2. What the floating types can hold.

cdef extern from "<float.h>" nogil:
    # How expressions are evaluated and rounded.
    const int FLT_EVAL_METHOD, FLT_RADIX, FLT_ROUNDS, DECIMAL_DIG

    # float.
    const int FLT_DIG, FLT_MANT_DIG, FLT_MAX_EXP, FLT_MAX_10_EXP, FLT_MIN_EXP, FLT_MIN_10_EXP
    const int FLT_DECIMAL_DIG, FLT_HAS_SUBNORM
    const float FLT_EPSILON, FLT_MAX, FLT_MIN, FLT_TRUE_MIN

    # double.
    const int DBL_DIG, DBL_MANT_DIG, DBL_MAX_EXP, DBL_MAX_10_EXP, DBL_MIN_EXP, DBL_MIN_10_EXP
    const int DBL_DECIMAL_DIG, DBL_HAS_SUBNORM
    const double DBL_EPSILON, DBL_MAX, DBL_MIN, DBL_TRUE_MIN

    # long double.
    const int LDBL_DIG, LDBL_MANT_DIG, LDBL_MAX_EXP, LDBL_MAX_10_EXP, LDBL_MIN_EXP, LDBL_MIN_10_EXP
    const int LDBL_DECIMAL_DIG, LDBL_HAS_SUBNORM
    const long double LDBL_EPSILON, LDBL_MAX, LDBL_MIN, LDBL_TRUE_MIN
