# <random>: [rand]. https://en.cppreference.com/w/cpp/header/random

from libc.stdint cimport uint_fast32_t, uint_fast64_t

cdef extern from "<random>" namespace "std" nogil:
    # Distributions, to be called with an engine; then the engines.
    cdef cppclass bernoulli_distribution:
        # True with this probability.
        ctypedef bint result_type

        bernoulli_distribution() except +
        bernoulli_distribution(double) except +

        result_type operator()[Engine](Engine &) except +

        result_type max(), min()

    cdef cppclass binomial_distribution[Number]:
        ctypedef Number result_type

        binomial_distribution() except +
        binomial_distribution(Number, double) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass cauchy_distribution[Number]:
        ctypedef Number result_type

        cauchy_distribution() except +
        cauchy_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass chi_squared_distribution[Number]:
        ctypedef Number result_type

        chi_squared_distribution() except +
        chi_squared_distribution(Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass exponential_distribution[Number]:
        ctypedef Number result_type

        exponential_distribution() except +
        exponential_distribution(Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass extreme_value_distribution[Number]:
        ctypedef Number result_type

        extreme_value_distribution() except +
        extreme_value_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass fisher_f_distribution[Number]:
        ctypedef Number result_type

        fisher_f_distribution() except +
        fisher_f_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass gamma_distribution[Number]:
        ctypedef Number result_type

        gamma_distribution() except +
        gamma_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass geometric_distribution[Number]:
        ctypedef Number result_type

        geometric_distribution() except +
        geometric_distribution(double) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass lognormal_distribution[Number]:
        ctypedef Number result_type

        lognormal_distribution() except +
        lognormal_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass negative_binomial_distribution[Number]:
        ctypedef Number result_type

        negative_binomial_distribution() except +
        negative_binomial_distribution(Number, double) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass normal_distribution[Number]:
        ctypedef Number result_type

        normal_distribution() except +
        normal_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass poisson_distribution[Number]:
        ctypedef Number result_type

        poisson_distribution() except +
        poisson_distribution(double) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass student_t_distribution[Number]:
        ctypedef Number result_type

        student_t_distribution() except +
        student_t_distribution(Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass uniform_int_distribution[Number]:
        ctypedef Number result_type

        uniform_int_distribution() except +
        uniform_int_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass uniform_real_distribution[Number]:
        ctypedef Number result_type

        uniform_real_distribution() except +
        uniform_real_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass weibull_distribution[Number]:
        ctypedef Number result_type

        weibull_distribution() except +
        weibull_distribution(Number, Number) except +

        Number operator()[Engine](Engine &) except +

        Number max(), min()

    cdef cppclass mt19937:
        # The Mersenne twister, 32 bits.
        ctypedef uint_fast32_t result_type

        mt19937() except +
        mt19937(result_type) except +

        result_type operator()() except +

        void discard(size_t), seed(result_type) except +
        result_type max(), min()

    cdef cppclass mt19937_64:
        # The Mersenne twister, 64 bits.
        ctypedef uint_fast64_t result_type

        mt19937_64() except +
        mt19937_64(result_type) except +

        result_type operator()() except +

        void discard(size_t), seed(result_type) except +
        result_type max(), min()

    cdef cppclass random_device:
        # Numbers from the system.
        ctypedef uint_fast32_t result_type

        random_device() except +

        result_type operator()() except +
