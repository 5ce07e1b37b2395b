# <locale.h>: C11, 7.11. How numbers and texts are written where the program runs.

from libc.string cimport const_char

cdef extern from "<locale.h>" nogil:
    enum:
        LC_ALL, LC_COLLATE, LC_CTYPE, LC_MONETARY, LC_NUMERIC, LC_TIME

    struct lconv:
        char *decimal_point, *grouping, *thousands_sep
        char *mon_decimal_point, *mon_grouping, *mon_thousands_sep
        char *currency_symbol, *int_curr_symbol, *negative_sign, *positive_sign
        char frac_digits, n_cs_precedes, n_sep_by_space, n_sign_posn, p_cs_precedes, p_sep_by_space, p_sign_posn
        char int_frac_digits, int_n_cs_precedes, int_n_sep_by_space, int_n_sign_posn, int_p_cs_precedes, int_p_sep_by_space, int_p_sign_posn
    lconv *localeconv()
    char *setlocale(int, const char *)
