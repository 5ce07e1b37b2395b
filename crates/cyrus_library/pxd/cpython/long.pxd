# Integers: https://docs.python.org/3/c-api/long.html

from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t

cdef extern from "Python.h":
    ctypedef unsigned long long uPY_LONG_LONG "unsigned PY_LONG_LONG"
    ctypedef long long PY_LONG_LONG

    # Flags of the functions about native bytes.
    enum:
        Py_ASNATIVEBYTES_ALLOW_INDEX, Py_ASNATIVEBYTES_BIG_ENDIAN, Py_ASNATIVEBYTES_DEFAULTS,
        Py_ASNATIVEBYTES_LITTLE_ENDIAN, Py_ASNATIVEBYTES_NATIVE_ENDIAN, Py_ASNATIVEBYTES_REJECT_NEGATIVE,
        Py_ASNATIVEBYTES_UNSIGNED_BUFFER

cdef extern from "Python.h":
    # Which objects.
    bint PyLong_Check(object)
    bint PyLong_CheckExact(object)

    # Bytes (Python 3.13).
    Py_ssize_t PyLong_AsNativeBytes(object, void *, Py_ssize_t, int) except -1
    object PyLong_FromNativeBytes(const void *, size_t, int)
    object PyLong_FromUnsignedNativeBytes(const void *, size_t, int)

    # Making.
    object PyLong_FromDouble(double)
    object PyLong_FromLong(long)
    object PyLong_FromLongLong(PY_LONG_LONG)
    object PyLong_FromSize_t(size_t)
    object PyLong_FromSsize_t(Py_ssize_t)
    object PyLong_FromString(const char *, char **, int)
    object PyLong_FromUnicode(Py_UNICODE *, Py_ssize_t, int)
    object PyLong_FromUnsignedLong(unsigned long)
    object PyLong_FromUnsignedLongLong(uPY_LONG_LONG)
    object PyLong_FromVoidPtr(void *)

    # Sizes known by their names (Python 3.14).
    int PyLong_AsInt32(object, int32_t *) except -1
    int PyLong_AsInt64(object, int64_t *) except -1
    int PyLong_AsUInt32(object, uint32_t *) except -1
    int PyLong_AsUInt64(object, uint64_t *) except -1

    # Reading: OverflowError where it does not fit.
    double PyLong_AsDouble(object) except? -1.0
    long PyLong_AsLong(object) except? -1
    PY_LONG_LONG PyLong_AsLongLong(object) except? -1
    Py_ssize_t PyLong_AsSsize_t(object) except? -1
    unsigned long PyLong_AsUnsignedLong(object) except? -1
    uPY_LONG_LONG PyLong_AsUnsignedLongLong(object) except? -1
    void *PyLong_AsVoidPtr(object) except? NULL

    # Reading: what does not fit is reported, or cut off.
    long PyLong_AsLongAndOverflow(object, int *) except? -1
    PY_LONG_LONG PyLong_AsLongLongAndOverflow(object, int *) except? -1
    uPY_LONG_LONG PyLong_AsUnsignedLongLongMask(object) except? -1
    unsigned long PyLong_AsUnsignedLongMask(object) except? -1
