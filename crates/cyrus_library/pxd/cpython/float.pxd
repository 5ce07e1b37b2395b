# Floating-point numbers: https://docs.python.org/3/c-api/float.html

cdef extern from "Python.h":
    # Which objects.
    bint PyFloat_Check(object)
    bint PyFloat_CheckExact(object)

    # Making and reading.
    double PyFloat_AS_DOUBLE(object)
    double PyFloat_AsDouble(object) except? -1
    object PyFloat_FromDouble(double)
    object PyFloat_FromString(object)

    # As the bytes of IEEE 754; the last argument says little-endian.
    int PyFloat_Pack2(double, unsigned char *, int) except -1
    int PyFloat_Pack4(double, unsigned char *, int) except -1
    int PyFloat_Pack8(double, unsigned char *, int) except -1
    double PyFloat_Unpack2(const unsigned char *, int) except? -1.0
    double PyFloat_Unpack4(const unsigned char *, int) except? -1.0
    double PyFloat_Unpack8(const unsigned char *, int) except? -1.0
