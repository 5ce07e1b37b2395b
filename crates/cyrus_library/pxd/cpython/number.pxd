# The number protocol: https://docs.python.org/3/c-api/number.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Which objects.
    bint PyIndex_Check(object)
    bint PyNumber_Check(object)

    # One operand.
    object PyNumber_Absolute(object)
    object PyNumber_Invert(object)
    object PyNumber_Negative(object)
    object PyNumber_Positive(object)

    # In place.
    object PyNumber_InPlaceAdd(object, object)
    object PyNumber_InPlaceAnd(object, object)
    object PyNumber_InPlaceDivide(object, object)
    object PyNumber_InPlaceFloorDivide(object, object)
    object PyNumber_InPlaceLshift(object, object)
    object PyNumber_InPlaceMatrixMultiply(object, object)
    object PyNumber_InPlaceMultiply(object, object)
    object PyNumber_InPlaceOr(object, object)
    object PyNumber_InPlacePower(object, object, object)
    object PyNumber_InPlaceRemainder(object, object)
    object PyNumber_InPlaceRshift(object, object)
    object PyNumber_InPlaceSubtract(object, object)
    object PyNumber_InPlaceTrueDivide(object, object)
    object PyNumber_InPlaceXor(object, object)

    # Conversions.
    Py_ssize_t PyNumber_AsSsize_t(object, object) except? -1
    int PyNumber_Coerce(PyObject **, PyObject **) except -1
    object PyNumber_Float(object)
    object PyNumber_Index(object)
    object PyNumber_Long(object)

    # Two operands, or three.
    object PyNumber_Add(object, object)
    object PyNumber_And(object, object)
    object PyNumber_Divide(object, object)
    object PyNumber_Divmod(object, object)
    object PyNumber_FloorDivide(object, object)
    object PyNumber_Lshift(object, object)
    object PyNumber_MatrixMultiply(object, object)
    object PyNumber_Multiply(object, object)
    object PyNumber_Or(object, object)
    object PyNumber_Power(object, object, object)
    object PyNumber_Remainder(object, object)
    object PyNumber_Rshift(object, object)
    object PyNumber_Subtract(object, object)
    object PyNumber_TrueDivide(object, object)
    object PyNumber_Xor(object, object)
