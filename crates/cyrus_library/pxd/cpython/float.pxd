# Floats: https://docs.python.org/3/c-api/float.html

cdef extern from "Python.h":
    bint PyFloat_Check(object o)
    bint PyFloat_CheckExact(object o)
    object PyFloat_FromString(object o)
    object PyFloat_FromDouble(double x)
    double PyFloat_AsDouble(object o) except? -1
    double PyFloat_AS_DOUBLE(object o)
    int PyFloat_Pack2(double x, unsigned char *p, int le) except -1
    int PyFloat_Pack4(double x, unsigned char *p, int le) except -1
    int PyFloat_Pack8(double x, unsigned char *p, int le) except -1
    double PyFloat_Unpack2(const unsigned char *p, int le) except? -1.0
    double PyFloat_Unpack4(const unsigned char *p, int le) except? -1.0
    double PyFloat_Unpack8(const unsigned char *p, int le) except? -1.0
