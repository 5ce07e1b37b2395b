# Integers: https://docs.python.org/3/c-api/long.html

from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t

cdef extern from "Python.h":
    ctypedef long long PY_LONG_LONG
    ctypedef unsigned long long uPY_LONG_LONG "unsigned PY_LONG_LONG"

cdef extern from "Python.h":
    enum:
        Py_ASNATIVEBYTES_DEFAULTS, Py_ASNATIVEBYTES_BIG_ENDIAN, Py_ASNATIVEBYTES_LITTLE_ENDIAN,
        Py_ASNATIVEBYTES_NATIVE_ENDIAN, Py_ASNATIVEBYTES_UNSIGNED_BUFFER,
        Py_ASNATIVEBYTES_REJECT_NEGATIVE, Py_ASNATIVEBYTES_ALLOW_INDEX

    bint PyLong_Check(object o)
    bint PyLong_CheckExact(object o)
    object PyLong_FromLong(long n)
    object PyLong_FromUnsignedLong(unsigned long arg)
    object PyLong_FromSsize_t(Py_ssize_t size)
    object PyLong_FromSize_t(size_t size)
    object PyLong_FromLongLong(PY_LONG_LONG arg)
    object PyLong_FromUnsignedLongLong(uPY_LONG_LONG arg)
    object PyLong_FromDouble(double x)
    object PyLong_FromString(char *text, char **arg, int n)
    object PyLong_FromUnicode(Py_UNICODE *arg, Py_ssize_t size, int n)
    object PyLong_FromVoidPtr(void *block)
    long PyLong_AsLong(object o) except? -1
    long PyLong_AsLongAndOverflow(object o, int *arg) except? -1
    PY_LONG_LONG PyLong_AsLongLongAndOverflow(object o, int *arg) except? -1
    Py_ssize_t PyLong_AsSsize_t(object o) except? -1
    unsigned long PyLong_AsUnsignedLong(object o) except? -1
    PY_LONG_LONG PyLong_AsLongLong(object o) except? -1
    uPY_LONG_LONG PyLong_AsUnsignedLongLong(object o) except? -1
    unsigned long PyLong_AsUnsignedLongMask(object o) except? -1
    uPY_LONG_LONG PyLong_AsUnsignedLongLongMask(object o) except? -1
    double PyLong_AsDouble(object o) except? -1.0
    void *PyLong_AsVoidPtr(object o) except? NULL
    object PyLong_FromNativeBytes(const void *buffer, size_t n_bytes, int flags)
    object PyLong_FromUnsignedNativeBytes(const void *buffer, size_t n_bytes, int flags)
    Py_ssize_t PyLong_AsNativeBytes(object v, void *buffer, Py_ssize_t n_bytes, int flags) except -1
    int PyLong_AsInt32(object o, int32_t *arg) except -1
    int PyLong_AsInt64(object o, int64_t *arg) except -1
    int PyLong_AsUInt32(object o, uint32_t *arg) except -1
    int PyLong_AsUInt64(object o, uint64_t *arg) except -1
