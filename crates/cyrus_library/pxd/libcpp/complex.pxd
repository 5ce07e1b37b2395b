# <complex>: [complex.numbers]. https://en.cppreference.com/w/cpp/header/complex

cdef extern from "<complex>" namespace "std" nogil:
    cdef cppclass complex[Real]:
        # Two numbers of one type, side by side.
        complex() except +
        complex(const complex &) except +
        complex(Real, Real) except +

        complex operator*(complex &, complex &), operator*(Real &, complex &), operator*(complex &, Real &)

        complex operator+(), operator+(complex &, complex &), operator+(Real &, complex &)
        complex operator+(complex &, Real &), operator-(), operator-(complex &, complex &)
        complex operator-(Real &, complex &), operator-(complex &, Real &), operator/(complex &, complex &)
        complex operator/(Real &, complex &), operator/(complex &, Real &)

        bint operator!=(complex &, complex &), operator!=(Real &, complex &), operator!=(complex &, Real &)
        bint operator==(complex &, complex &), operator==(Real &, complex &), operator==(complex &, Real &)

        Real imag(), real()
        void imag(Real), real(Real)

    # Parts and polar form.
    Real abs[Real](complex[Real] &), arg[Real](complex[Real] &), imag[Real](complex[Real] &)
    Real norm[Real](complex[Real]), real[Real](complex[Real] &)
    complex[Real] conj[Real](complex[Real] &), polar[Real](Real &), polar[Real](Real &, Real &)
    complex[Real] proj[Real](complex[Real])
    complex[double] conj(double), proj(double)
    complex[float] conj(float), proj(float)
    complex[long double] conj(long double), proj(long double)
    double arg(double), imag(double), norm(double), real(double)
    float arg(float), imag(float), norm(float), real(float)
    long double arg(long double), imag(long double), norm(long double), real(long double)

    # Exponents and powers.
    complex[Real] exp[Real](complex[Real] &), log[Real](complex[Real] &), log10[Real](complex[Real] &)
    complex[Real] pow[Real](complex[Real] &, complex[Real] &), pow[Real](Real &, complex[Real] &)
    complex[Real] pow[Real](complex[Real] &, Real &), sqrt[Real](complex[Real] &)

    # Angles and hyperbolic functions.
    complex[Real] acos[Real](complex[Real] &), acosh[Real](complex[Real] &), asin[Real](complex[Real] &)
    complex[Real] asinh[Real](complex[Real] &), atan[Real](complex[Real] &), atanh[Real](complex[Real] &)
    complex[Real] cos[Real](complex[Real] &), cosh[Real](complex[Real] &), sin[Real](complex[Real] &)
    complex[Real] sinh[Real](complex[Real] &), tan[Real](complex[Real] &), tanh[Real](complex[Real] &)
