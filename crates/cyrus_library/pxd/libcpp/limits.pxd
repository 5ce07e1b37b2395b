# <limits>: [numeric.limits]. https://en.cppreference.com/w/cpp/header/limits

cdef extern from "<limits>" namespace "std" nogil:
    enum float_denorm_style:
        denorm_absent, denorm_indeterminate, denorm_present

    enum float_round_style:
        round_indeterminate, round_to_nearest, round_toward_infinity, round_toward_neg_infinity, round_toward_zero

    cdef cppclass numeric_limits[T]:
        # What a type is.
        const bint is_specialized, is_bounded, is_exact, is_iec559, is_integer, is_modulo, is_signed

        # How much it holds.
        const int digits, digits10, max_digits10, max_exponent, max_exponent10, min_exponent
        const int min_exponent10, radix

        # What special values it has, and how it rounds.
        const bint has_denorm_loss, has_infinity, has_quiet_NaN, has_signaling_NaN, tinyness_before
        const bint traps
        const float_denorm_style has_denorm
        const float_round_style round_style

        # Values.
        @staticmethod
        T denorm_min()
        @staticmethod
        T epsilon()
        @staticmethod
        T infinity()
        @staticmethod
        T lowest()
        @staticmethod
        T max()
        @staticmethod
        T min()
        @staticmethod
        T quiet_NaN()
        @staticmethod
        T round_error()
        @staticmethod
        T signaling_NaN()
