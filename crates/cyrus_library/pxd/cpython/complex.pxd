# Complex numbers: https://docs.python.org/3/c-api/complex.html

cdef extern from "Python.h":
    ctypedef struct Py_complex:
        double real, imag

    ctypedef class __builtin__.complex [object PyComplexObject]:
        cdef Py_complex cval

        @property
        cdef inline double imag(self) noexcept:
            return self.cval.imag

        @property
        cdef inline double real(self) noexcept:
            return self.cval.real

cdef extern from "Python.h":
    # Which objects.
    bint PyComplex_Check(object)
    bint PyComplex_CheckExact(object)

    # Making.
    object PyComplex_FromCComplex(Py_complex)
    object PyComplex_FromDoubles(double, double)

    # Reading.
    Py_complex PyComplex_AsCComplex(object)
    double PyComplex_ImagAsDouble(object) except? -1
    double PyComplex_RealAsDouble(object) except? -1
