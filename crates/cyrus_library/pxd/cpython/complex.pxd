# Complex numbers: https://docs.python.org/3/c-api/complex.html

cdef extern from "Python.h":
    ctypedef struct Py_complex:
        double imag
        double real

    ctypedef class __builtin__.complex [object PyComplexObject]:
        cdef Py_complex cval

        @property
        cdef inline double real(self) noexcept:
            return self.cval.real

        @property
        cdef inline double imag(self) noexcept:
            return self.cval.imag

    bint PyComplex_Check(object o)
    bint PyComplex_CheckExact(object o)
    object PyComplex_FromCComplex(Py_complex value)
    object PyComplex_FromDoubles(double real, double imag)
    double PyComplex_RealAsDouble(object o) except? -1
    double PyComplex_ImagAsDouble(object o) except? -1
    Py_complex PyComplex_AsCComplex(object o)
