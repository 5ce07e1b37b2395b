# <numbers>: C++20, [math.constants]. https://en.cppreference.com/w/cpp/header/numbers

cdef extern from "<numbers>" namespace "std::numbers" nogil:
    const double e, egamma, inv_pi, inv_sqrt3, inv_sqrtpi, ln10, ln2, log10e, log2e, phi, pi, sqrt2, sqrt3
