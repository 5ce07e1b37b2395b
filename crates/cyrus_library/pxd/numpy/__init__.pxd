# NumPy's C API: https://numpy.org/doc/stable/reference/c-api/, as NumPy 2 and its headers have it.
#
#     cimport numpy as np
#     np.import_array()          # before anything else
#
# This file serves where NumPy's own declarations are not found, as where the headers alone are at hand. An object that
# a function takes the reference of, as `PyArray_NewFromDescr` does of its dtype, needs `Py_INCREF` first.

from cpython.object cimport PyObject, PyObject_TypeCheck, PyTypeObject
from cpython.ref cimport Py_INCREF
from cpython.type cimport type
from libc.stdio cimport FILE

cdef extern from *:
    """
    static inline PyObject *cy_lib_numpy_lent(PyObject *o) { o = o ? o : Py_None; Py_INCREF(o); return o; }
    """

cdef extern from "numpy/arrayobject.h":
    # The types of items. The sizes only rank them.
    ctypedef signed char npy_bool
    ctypedef signed char npy_byte
    ctypedef unsigned char npy_ubyte
    ctypedef signed short npy_short
    ctypedef unsigned short npy_ushort
    ctypedef signed int npy_int
    ctypedef unsigned int npy_uint
    ctypedef signed long npy_long
    ctypedef unsigned long npy_ulong
    ctypedef signed long long npy_longlong
    ctypedef unsigned long long npy_ulonglong
    ctypedef Py_ssize_t Py_intptr_t
    ctypedef Py_intptr_t npy_intp
    ctypedef size_t npy_uintp
    ctypedef Py_hash_t npy_hash_t
    ctypedef char npy_char
    ctypedef Py_UCS4 npy_ucs4
    ctypedef signed char npy_int8
    ctypedef unsigned char npy_uint8
    ctypedef signed short npy_int16
    ctypedef unsigned short npy_uint16
    ctypedef signed int npy_int32
    ctypedef unsigned int npy_uint32
    ctypedef signed long long npy_int64
    ctypedef unsigned long long npy_uint64
    ctypedef npy_uint16 npy_half
    ctypedef npy_uint16 npy_float16
    ctypedef float npy_float
    ctypedef float npy_float32
    ctypedef double npy_double
    ctypedef double npy_float64
    ctypedef long double npy_longdouble
    ctypedef long double npy_float96
    ctypedef long double npy_float128
    ctypedef struct npy_cfloat:
        pass
    ctypedef struct npy_complex64:
        pass
    ctypedef struct npy_cdouble:
        pass
    ctypedef struct npy_complex128:
        pass
    ctypedef struct npy_clongdouble:
        pass
    ctypedef struct npy_complex192:
        pass
    ctypedef struct npy_complex256:
        pass
    ctypedef npy_int64 npy_datetime
    ctypedef npy_int64 npy_timedelta

    enum NPY_TYPES:
        NPY_BOOL, NPY_BYTE, NPY_UBYTE, NPY_SHORT, NPY_USHORT, NPY_INT, NPY_UINT, NPY_LONG, NPY_ULONG,
        NPY_LONGLONG, NPY_ULONGLONG, NPY_FLOAT, NPY_DOUBLE, NPY_LONGDOUBLE, NPY_CFLOAT, NPY_CDOUBLE,
        NPY_CLONGDOUBLE, NPY_OBJECT, NPY_STRING, NPY_UNICODE, NPY_VOID, NPY_DATETIME, NPY_TIMEDELTA,
        NPY_HALF, NPY_CHAR, NPY_NTYPES_LEGACY, NPY_VSTRING, NPY_INT8, NPY_INT16, NPY_INT32, NPY_INT64,
        NPY_UINT8, NPY_UINT16, NPY_UINT32, NPY_UINT64, NPY_FLOAT16, NPY_FLOAT32, NPY_FLOAT64,
        NPY_COMPLEX64, NPY_COMPLEX128, NPY_INTP, NPY_UINTP, NPY_DEFAULT_INT

    enum NPY_TYPECHAR:
        NPY_BOOLLTR, NPY_BYTELTR, NPY_UBYTELTR, NPY_SHORTLTR, NPY_USHORTLTR, NPY_INTLTR, NPY_UINTLTR,
        NPY_LONGLTR, NPY_ULONGLTR, NPY_LONGLONGLTR, NPY_ULONGLONGLTR, NPY_HALFLTR, NPY_FLOATLTR,
        NPY_DOUBLELTR, NPY_LONGDOUBLELTR, NPY_CFLOATLTR, NPY_CDOUBLELTR, NPY_CLONGDOUBLELTR,
        NPY_OBJECTLTR, NPY_STRINGLTR, NPY_UNICODELTR, NPY_VOIDLTR, NPY_DATETIMELTR, NPY_TIMEDELTALTR,
        NPY_CHARLTR, NPY_VSTRINGLTR, NPY_GENBOOLLTR, NPY_SIGNEDLTR, NPY_UNSIGNEDLTR, NPY_FLOATINGLTR,
        NPY_COMPLEXLTR

    ctypedef enum NPY_ORDER:
        NPY_ANYORDER, NPY_CORDER, NPY_FORTRANORDER, NPY_KEEPORDER

    ctypedef enum NPY_CASTING:
        NPY_EQUIV_CASTING, NPY_NO_CASTING, NPY_SAFE_CASTING, NPY_SAME_KIND_CASTING, NPY_UNSAFE_CASTING

    ctypedef enum NPY_CLIPMODE:
        NPY_CLIP, NPY_RAISE, NPY_WRAP

    ctypedef enum NPY_SCALARKIND:
        NPY_BOOL_SCALAR, NPY_COMPLEX_SCALAR, NPY_FLOAT_SCALAR, NPY_INTNEG_SCALAR, NPY_INTPOS_SCALAR,
        NPY_NOSCALAR, NPY_OBJECT_SCALAR

    ctypedef enum NPY_SORTKIND:
        NPY_HEAPSORT, NPY_MERGESORT, NPY_QUICKSORT, NPY_STABLESORT

    ctypedef enum NPY_SEARCHSIDE:
        NPY_SEARCHLEFT, NPY_SEARCHRIGHT

    ctypedef enum NPY_SELECTKIND:
        NPY_INTROSELECT

    ctypedef enum NPY_DATETIMEUNIT:
        NPY_FR_ERROR, NPY_FR_Y, NPY_FR_M, NPY_FR_W, NPY_FR_D, NPY_FR_h, NPY_FR_m, NPY_FR_s, NPY_FR_ms,
        NPY_FR_us, NPY_FR_ns, NPY_FR_ps, NPY_FR_fs, NPY_FR_as, NPY_FR_GENERIC

    # Flags of arrays, of iterators, limits.
    enum:
        NPY_ARRAY_ALIGNED, NPY_ARRAY_BEHAVED, NPY_ARRAY_BEHAVED_NS, NPY_ARRAY_CARRAY,
        NPY_ARRAY_CARRAY_RO, NPY_ARRAY_C_CONTIGUOUS, NPY_ARRAY_DEFAULT, NPY_ARRAY_ELEMENTSTRIDES,
        NPY_ARRAY_ENSUREARRAY, NPY_ARRAY_ENSURECOPY, NPY_ARRAY_ENSURENOCOPY, NPY_ARRAY_FARRAY,
        NPY_ARRAY_FARRAY_RO, NPY_ARRAY_FORCECAST, NPY_ARRAY_F_CONTIGUOUS, NPY_ARRAY_INOUT_ARRAY,
        NPY_ARRAY_INOUT_ARRAY2, NPY_ARRAY_INOUT_FARRAY, NPY_ARRAY_INOUT_FARRAY2, NPY_ARRAY_IN_ARRAY,
        NPY_ARRAY_IN_FARRAY, NPY_ARRAY_NOTSWAPPED, NPY_ARRAY_OUT_ARRAY, NPY_ARRAY_OUT_FARRAY,
        NPY_ARRAY_OWNDATA, NPY_ARRAY_UPDATE_ALL, NPY_ARRAY_WRITEABLE, NPY_ARRAY_WRITEBACKIFCOPY
    enum:
        NPY_ITER_ALIGNED, NPY_ITER_ALLOCATE, NPY_ITER_ARRAYMASK, NPY_ITER_BUFFERED,
        NPY_ITER_COMMON_DTYPE, NPY_ITER_CONTIG, NPY_ITER_COPY, NPY_ITER_COPY_IF_OVERLAP,
        NPY_ITER_C_INDEX, NPY_ITER_DELAY_BUFALLOC, NPY_ITER_DONT_NEGATE_STRIDES,
        NPY_ITER_EXTERNAL_LOOP, NPY_ITER_F_INDEX, NPY_ITER_GLOBAL_FLAGS, NPY_ITER_GROWINNER,
        NPY_ITER_MULTI_INDEX, NPY_ITER_NBO, NPY_ITER_NO_BROADCAST, NPY_ITER_NO_SUBTYPE,
        NPY_ITER_OVERLAP_ASSUME_ELEMENTWISE, NPY_ITER_PER_OP_FLAGS, NPY_ITER_RANGED, NPY_ITER_READONLY,
        NPY_ITER_READWRITE, NPY_ITER_REDUCE_OK, NPY_ITER_REFS_OK, NPY_ITER_UPDATEIFCOPY,
        NPY_ITER_VIRTUAL, NPY_ITER_WRITEMASKED, NPY_ITER_WRITEONLY, NPY_ITER_ZEROSIZE_OK
    enum:
        NPY_MAXARGS, NPY_MAXDIMS, NPY_MAX_BUFSIZE, NPY_MIN_BUFSIZE
    npy_int64 NPY_DATETIME_NAT

    ctypedef struct PyArrayObject
    ctypedef struct PyArray_ArrFuncs
    ctypedef struct NpyIter
    ctypedef struct NpyAuxData
    ctypedef struct PyArray_Descr:
        int type_num
        char byteorder, kind, type

    ctypedef struct PyArray_Dims:
        npy_intp *ptr
        int len

    ctypedef struct PyArray_Chunk:
        void *ptr
        npy_intp len
        int flags

    ctypedef struct PyArray_ArrayDescr:
        PyArray_Descr *base
        PyObject *shape

    ctypedef struct npy_datetimestruct:
        npy_int64 year
        npy_int32 month, day, hour, min, sec, us, ps, as_ "as"

    ctypedef struct npy_timedeltastruct:
        npy_int64 day
        npy_int32 sec, us, ps, as_ "as"

    ctypedef struct PyArray_DatetimeMetaData:
        NPY_DATETIMEUNIT base
        int num

    ctypedef struct PyArray_DatetimeDTypeMetaData:
        NpyAuxData base
        PyArray_DatetimeMetaData meta

    ctypedef void (*PyArray_VectorUnaryFunc)(void *, void *, npy_intp, void *, void *) noexcept
    ctypedef int (*NpyIter_IterNextFunc)(NpyIter *) noexcept nogil
    ctypedef void (*NpyIter_GetMultiIndexFunc)(NpyIter *, npy_intp *) noexcept nogil

    ctypedef class numpy.dtype [object PyArray_Descr, check_size ignore]:
        cdef PyTypeObject *typeobj
        cdef char kind, type, byteorder
        cdef int type_num

        @property
        cdef inline npy_intp itemsize(self) noexcept nogil:
            return PyDataType_ELSIZE(self)

        @property
        cdef inline npy_intp alignment(self) noexcept nogil:
            return PyDataType_ALIGNMENT(self)

        @property
        cdef inline object fields(self):
            return _lent(PyDataType_FIELDS(self))

        @property
        cdef inline tuple names(self):
            return _lent(PyDataType_NAMES(self))

        @property
        cdef inline PyArray_ArrayDescr *subarray(self) noexcept nogil:
            return PyDataType_SUBARRAY(self)

        @property
        cdef inline npy_uint64 flags(self) noexcept nogil:
            return PyDataType_FLAGS(self)

    ctypedef class numpy.flatiter [object PyArrayIterObject, check_size ignore]:
        pass

    ctypedef class numpy.broadcast [object PyArrayMultiIterObject, check_size ignore]:
        @property
        cdef inline int numiter(self) noexcept nogil:
            return PyArray_MultiIter_NUMITER(self)

        @property
        cdef inline npy_intp size(self) noexcept nogil:
            return PyArray_MultiIter_SIZE(self)

        @property
        cdef inline npy_intp index(self) noexcept nogil:
            return PyArray_MultiIter_INDEX(self)

        @property
        cdef inline int nd(self) noexcept nogil:
            return PyArray_MultiIter_NDIM(self)

        @property
        cdef inline int ndim(self) noexcept nogil:
            return PyArray_MultiIter_NDIM(self)

        @property
        cdef inline npy_intp *dimensions(self) noexcept nogil:
            return PyArray_MultiIter_DIMS(self)

        @property
        cdef inline void **iters(self) noexcept nogil:
            return PyArray_MultiIter_ITERS(self)

    ctypedef class numpy.ndarray [object PyArrayObject, check_size ignore]:
        cdef __cythonbufferdefaults__ = {"mode": "strided"}

        @property
        cdef inline PyObject *base(self) noexcept nogil:
            return PyArray_BASE(self)

        @property
        cdef inline dtype descr(self):
            return <dtype>PyArray_DESCR(self)

        @property
        cdef inline int ndim(self) noexcept nogil:
            return PyArray_NDIM(self)

        @property
        cdef inline npy_intp *shape(self) noexcept nogil:
            return PyArray_DIMS(self)

        @property
        cdef inline npy_intp *strides(self) noexcept nogil:
            return PyArray_STRIDES(self)

        @property
        cdef inline npy_intp size(self) noexcept nogil:
            return PyArray_SIZE(self)

        @property
        cdef inline char *data(self) noexcept nogil:
            return PyArray_BYTES(self)

    # Set where importing fails.
    int _import_array() except -1
    object _lent "cy_lib_numpy_lent"(PyObject *)
    void *PyArray_API
    PyTypeObject PyArray_Type, PyDatetimeArrType_Type, PyTimedeltaArrType_Type

    # What is in an array or a dtype; nothing is checked, pointers are lent.
    int PyArray_NDIM(ndarray) nogil
    int PyArray_TYPE(ndarray) nogil
    int PyArray_FLAGS(ndarray) nogil
    bint PyArray_CHKFLAGS(ndarray, int) nogil
    npy_intp PyArray_DIM(ndarray, int) nogil
    npy_intp PyArray_STRIDE(ndarray, int) nogil
    npy_intp PyArray_ITEMSIZE(ndarray) nogil
    npy_intp PyArray_SIZE(ndarray) nogil
    npy_intp PyArray_NBYTES(ndarray) nogil
    npy_intp *PyArray_DIMS(ndarray) nogil
    npy_intp *PyArray_SHAPE(ndarray) nogil
    npy_intp *PyArray_STRIDES(ndarray) nogil
    char *PyArray_BYTES(ndarray) nogil
    void *PyArray_DATA(ndarray) nogil
    PyObject *PyArray_BASE(ndarray) nogil
    PyArray_Descr *PyArray_DESCR(ndarray) nogil
    PyArray_Descr *PyArray_DTYPE(ndarray) nogil
    PyObject *PyArray_HANDLER(ndarray) nogil
    void PyArray_CLEARFLAGS(ndarray, int) nogil
    void PyArray_ENABLEFLAGS(ndarray, int) nogil
    object PyArray_GETITEM(ndarray, const void *)
    int PyArray_SETITEM(ndarray, void *, object) except -1
    void *PyArray_GETPTR1(ndarray, npy_intp) nogil
    void *PyArray_GETPTR2(ndarray, npy_intp, npy_intp) nogil
    void *PyArray_GETPTR3(ndarray, npy_intp, npy_intp, npy_intp) nogil
    void *PyArray_GETPTR4(ndarray, npy_intp, npy_intp, npy_intp, npy_intp) nogil
    npy_intp PyDataType_ALIGNMENT(dtype) nogil
    npy_intp PyDataType_ELSIZE(dtype) nogil
    npy_uint64 PyDataType_FLAGS(dtype) nogil
    PyObject *PyDataType_FIELDS(dtype) nogil
    PyObject *PyDataType_METADATA(dtype) nogil
    PyObject *PyDataType_NAMES(dtype) nogil
    PyArray_ArrayDescr *PyDataType_SUBARRAY(dtype) nogil
    NpyAuxData *PyDataType_C_METADATA(dtype) nogil
    void PyDataType_SET_ELSIZE(dtype, npy_intp) nogil

    # What an array is.
    bint PyArray_HASFIELDS(ndarray), PyArray_ISALIGNED(ndarray), PyArray_ISBEHAVED(ndarray)
    bint PyArray_ISBEHAVED_RO(ndarray), PyArray_ISBOOL(ndarray), PyArray_ISBYTESWAPPED(ndarray)
    bint PyArray_ISCARRAY(ndarray), PyArray_ISCARRAY_RO(ndarray), PyArray_ISCOMPLEX(ndarray)
    bint PyArray_ISCONTIGUOUS(ndarray), PyArray_ISDATETIME(ndarray), PyArray_ISEXTENDED(ndarray)
    bint PyArray_ISFARRAY(ndarray), PyArray_ISFARRAY_RO(ndarray), PyArray_ISFLEXIBLE(ndarray)
    bint PyArray_ISFLOAT(ndarray), PyArray_ISFORTRAN(ndarray), PyArray_ISINTEGER(ndarray)
    bint PyArray_ISNOTSWAPPED(ndarray), PyArray_ISNUMBER(ndarray), PyArray_ISOBJECT(ndarray)
    bint PyArray_ISONESEGMENT(ndarray), PyArray_ISSIGNED(ndarray), PyArray_ISSTRING(ndarray)
    bint PyArray_ISUNSIGNED(ndarray), PyArray_ISUSERDEF(ndarray), PyArray_ISVARIABLE(ndarray)
    bint PyArray_ISWRITEABLE(ndarray), PyArray_IS_C_CONTIGUOUS(ndarray), PyArray_IS_F_CONTIGUOUS(ndarray)
    bint PyArray_SAFEALIGNEDCOPY(ndarray)
    bint PyArray_ISNBO(char) nogil
    bint PyArray_SAMESHAPE(ndarray, ndarray) nogil
    bint PyArray_EquivArrTypes(ndarray, ndarray)
    bint PyArray_EquivByteorders(int, int) nogil

    # What a dtype or a type number is.
    bint PyDataType_ISBOOL(dtype), PyDataType_ISCOMPLEX(dtype), PyDataType_ISDATETIME(dtype)
    bint PyDataType_ISEXTENDED(dtype), PyDataType_ISFLEXIBLE(dtype), PyDataType_ISFLOAT(dtype)
    bint PyDataType_ISINTEGER(dtype), PyDataType_ISNUMBER(dtype), PyDataType_ISOBJECT(dtype)
    bint PyDataType_ISSIGNED(dtype), PyDataType_ISSTRING(dtype), PyDataType_ISUNSIGNED(dtype)
    bint PyDataType_ISUSERDEF(dtype), PyDataType_HASFIELDS(dtype), PyDataType_HASSUBARRAY(dtype)
    bint PyDataType_ISBYTESWAPPED(dtype), PyDataType_ISNOTSWAPPED(dtype), PyDataType_ISUNSIZED(dtype)
    bint PyDataType_REFCHK(dtype), PyDataType_FLAGCHK(dtype, npy_uint64)
    bint PyTypeNum_ISBOOL(int), PyTypeNum_ISCOMPLEX(int), PyTypeNum_ISDATETIME(int)
    bint PyTypeNum_ISEXTENDED(int), PyTypeNum_ISFLEXIBLE(int), PyTypeNum_ISFLOAT(int)
    bint PyTypeNum_ISINTEGER(int), PyTypeNum_ISNUMBER(int), PyTypeNum_ISOBJECT(int), PyTypeNum_ISSIGNED(int)
    bint PyTypeNum_ISSTRING(int), PyTypeNum_ISUNSIGNED(int), PyTypeNum_ISUSERDEF(int)

    # Which objects.
    bint PyArray_Check(object), PyArray_CheckAnyScalar(object), PyArray_CheckExact(object)
    bint PyArray_CheckScalar(object), PyArray_DescrCheck(object), PyArray_IsAnyScalar(object)
    bint PyArray_IsIntegerScalar(object), PyArray_IsPythonNumber(object), PyArray_IsPythonScalar(object)
    bint PyArray_IsZeroDim(object)

    # Making arrays (macros of ndarrayobject.h).
    object PyArray_ContiguousFromAny(object, int, int, int)
    object PyArray_ContiguousFromObject(object, int, int, int)
    object PyArray_Copy(ndarray)
    object PyArray_CopyFromObject(object, int, int, int)
    object PyArray_EMPTY(int, npy_intp *, int, int)
    object PyArray_FROMANY(object, int, int, int, int)
    object PyArray_FROM_O(object)
    object PyArray_FROM_OF(object, int)
    object PyArray_FROM_OT(object, int)
    object PyArray_FROM_OTF(object, int, int)
    object PyArray_FromObject(object, int, int, int)
    object PyArray_SimpleNew(int, npy_intp *, int)
    object PyArray_SimpleNewFromData(int, npy_intp *, int, void *)
    object PyArray_SimpleNewFromDescr(int, npy_intp *, dtype)
    object PyArray_ToScalar(void *, ndarray)
    object PyArray_Resize(ndarray, PyArray_Dims *, int, NPY_ORDER)
    object PyArray_ZEROS(int, npy_intp *, int, int)
    object PyArray_Cast(ndarray, int)
    object PyArray_Put(ndarray, object, object)
    object PyArray_Take(ndarray, object, int)
    void PyArray_FILLWBYTE(ndarray, int)
    void PyArray_DiscardWritebackIfCopy(ndarray)
    void *PyDimMem_NEW(int)
    void PyDimMem_FREE(void *)
    void *PyDimMem_RENEW(void *, int)
    void *PyDataMem_NEW(size_t)
    void PyDataMem_FREE(void *)
    void *PyDataMem_RENEW(void *, size_t)

    # Going over arrays (macros of ndarrayobject.h); pointers are lent.
    void *PyArray_ITER_DATA(flatiter) nogil
    void PyArray_ITER_GOTO(flatiter, npy_intp *) nogil
    void PyArray_ITER_GOTO1D(flatiter, npy_intp) nogil
    void PyArray_ITER_NEXT(flatiter) nogil
    bint PyArray_ITER_NOTDONE(flatiter) nogil
    void PyArray_ITER_RESET(flatiter) nogil
    void *PyArray_MultiIter_DATA(broadcast, int) nogil
    npy_intp *PyArray_MultiIter_DIMS(broadcast) nogil
    void PyArray_MultiIter_GOTO(broadcast, npy_intp *) nogil
    void PyArray_MultiIter_GOTO1D(broadcast, npy_intp) nogil
    npy_intp PyArray_MultiIter_INDEX(broadcast) nogil
    void **PyArray_MultiIter_ITERS(broadcast) nogil
    int PyArray_MultiIter_NDIM(broadcast) nogil
    void PyArray_MultiIter_NEXT(broadcast) nogil
    void PyArray_MultiIter_NEXTi(broadcast, int) nogil
    bint PyArray_MultiIter_NOTDONE(broadcast) nogil
    int PyArray_MultiIter_NUMITER(broadcast) nogil
    void PyArray_MultiIter_RESET(broadcast) nogil
    npy_intp PyArray_MultiIter_SIZE(broadcast) nogil

    # The functions of the API, by name.
    int NpyDatetime_ConvertDatetime64ToDatetimeStruct(PyArray_DatetimeMetaData *, npy_datetime, npy_datetimestruct *) except -1
    int NpyDatetime_ConvertDatetimeStructToDatetime64(PyArray_DatetimeMetaData *, const npy_datetimestruct *, npy_datetime *) except -1
    int NpyDatetime_ConvertPyDateTimeToDatetimeStruct(object, npy_datetimestruct *, NPY_DATETIMEUNIT *, int) except -1
    int NpyDatetime_GetDatetimeISO8601StrLen(int, NPY_DATETIMEUNIT) except -1
    int NpyDatetime_MakeISO8601Datetime(npy_datetimestruct *, char *, npy_intp, int, int, NPY_DATETIMEUNIT, int, NPY_CASTING) except -1
    int NpyDatetime_ParseISO8601Datetime(const char *, Py_ssize_t, NPY_DATETIMEUNIT, NPY_CASTING, npy_datetimestruct *, NPY_DATETIMEUNIT *, npy_bool *) except -1
    NpyIter *NpyIter_AdvancedNew(int, PyArrayObject **, npy_uint32, NPY_ORDER, NPY_CASTING, npy_uint32 *, PyArray_Descr **, int, int **, npy_intp *, npy_intp)
    NpyIter *NpyIter_Copy(NpyIter *)
    int NpyIter_CreateCompatibleStrides(NpyIter *, npy_intp, npy_intp *)
    int NpyIter_Deallocate(NpyIter *) except -1
    void NpyIter_DebugPrint(NpyIter *)
    int NpyIter_EnableExternalLoop(NpyIter *) except -1
    npy_intp *NpyIter_GetAxisStrideArray(NpyIter *, int)
    npy_intp NpyIter_GetBufferSize(NpyIter *)
    char **NpyIter_GetDataPtrArray(NpyIter *)
    PyArray_Descr **NpyIter_GetDescrArray(NpyIter *)
    NpyIter_GetMultiIndexFunc *NpyIter_GetGetMultiIndex(NpyIter *, char **)
    npy_intp *NpyIter_GetIndexPtr(NpyIter *)
    char **NpyIter_GetInitialDataPtrArray(NpyIter *)
    void NpyIter_GetInnerFixedStrideArray(NpyIter *, npy_intp *)
    npy_intp *NpyIter_GetInnerLoopSizePtr(NpyIter *)
    npy_intp *NpyIter_GetInnerStrideArray(NpyIter *)
    npy_intp NpyIter_GetIterIndex(NpyIter *)
    void NpyIter_GetIterIndexRange(NpyIter *, npy_intp *, npy_intp *)
    NpyIter_IterNextFunc *NpyIter_GetIterNext(NpyIter *, char **)
    npy_intp NpyIter_GetIterSize(NpyIter *)
    ndarray NpyIter_GetIterView(NpyIter *, npy_intp)
    int NpyIter_GetNDim(NpyIter *)
    int NpyIter_GetNOp(NpyIter *)
    PyArrayObject **NpyIter_GetOperandArray(NpyIter *)
    void NpyIter_GetReadFlags(NpyIter *, char *)
    int NpyIter_GetShape(NpyIter *, npy_intp *) except -1
    void NpyIter_GetWriteFlags(NpyIter *, char *)
    int NpyIter_GotoIndex(NpyIter *, npy_intp) except -1
    int NpyIter_GotoIterIndex(NpyIter *, npy_intp) except -1
    int NpyIter_GotoMultiIndex(NpyIter *, const npy_intp *) except -1
    npy_bool NpyIter_HasDelayedBufAlloc(NpyIter *)
    npy_bool NpyIter_HasExternalLoop(NpyIter *)
    npy_bool NpyIter_HasIndex(NpyIter *)
    npy_bool NpyIter_HasMultiIndex(NpyIter *)
    npy_bool NpyIter_IsBuffered(NpyIter *)
    npy_bool NpyIter_IsFirstVisit(NpyIter *, int)
    npy_bool NpyIter_IsGrowInner(NpyIter *)
    npy_bool NpyIter_IterationNeedsAPI(NpyIter *)
    NpyIter *NpyIter_MultiNew(int, PyArrayObject **, npy_uint32, NPY_ORDER, NPY_CASTING, npy_uint32 *, PyArray_Descr **)
    NpyIter *NpyIter_New(ndarray, npy_uint32, NPY_ORDER, NPY_CASTING, dtype)
    int NpyIter_RemoveAxis(NpyIter *, int)
    int NpyIter_RemoveMultiIndex(NpyIter *) except -1
    npy_bool NpyIter_RequiresBuffering(NpyIter *)
    int NpyIter_Reset(NpyIter *, char **) except -1
    int NpyIter_ResetBasePointers(NpyIter *, char **, char **) except -1
    int NpyIter_ResetToIterIndexRange(NpyIter *, npy_intp, npy_intp, char **) except -1
    object PyArray_All(ndarray, int, ndarray)
    object PyArray_Any(ndarray, int, ndarray)
    object PyArray_Arange(double, double, double, int)
    object PyArray_ArangeObj(object, object, object, dtype)
    object PyArray_ArgMax(ndarray, int, ndarray)
    object PyArray_ArgMin(ndarray, int, ndarray)
    object PyArray_ArgPartition(ndarray, ndarray, int, NPY_SELECTKIND)
    object PyArray_ArgSort(ndarray, int, NPY_SORTKIND)
    int PyArray_AxisConverter(object, int *) except 0
    int PyArray_BoolConverter(object, npy_bool *) except 0
    int PyArray_Broadcast(broadcast) except -1
    object PyArray_BroadcastToShape(object, npy_intp *, int)
    int PyArray_BufferConverter(object, PyArray_Chunk *) except 0
    int PyArray_ByteorderConverter(object, char *) except 0
    object PyArray_Byteswap(ndarray, npy_bool)
    npy_bool PyArray_CanCastArrayTo(ndarray, dtype, NPY_CASTING)
    int PyArray_CanCastSafely(int, int)
    npy_bool PyArray_CanCastScalar(type, type)
    npy_bool PyArray_CanCastTo(dtype, dtype)
    npy_bool PyArray_CanCastTypeTo(dtype, dtype, NPY_CASTING)
    int PyArray_CanCoerceScalar(int, int, NPY_SCALARKIND)
    int PyArray_CastingConverter(object, NPY_CASTING *) except 0
    int PyArray_CastScalarDirect(object, dtype, void *, int) except -1
    int PyArray_CastScalarToCtype(object, void *, dtype) except -1
    object PyArray_CastToType(ndarray, dtype, int)
    int PyArray_CheckAnyScalarExact(object)
    object PyArray_CheckAxis(ndarray, int *, int)
    object PyArray_CheckFromAny(object, dtype, int, int, int, object)
    npy_bool PyArray_CheckStrides(int, int, npy_intp, npy_intp, const npy_intp *, const npy_intp *)
    object PyArray_Choose(ndarray, object, ndarray, NPY_CLIPMODE)
    object PyArray_Clip(ndarray, object, object, ndarray)
    int PyArray_ClipmodeConverter(object, NPY_CLIPMODE *) except 0
    int PyArray_CompareLists(const npy_intp *, const npy_intp *, int)
    object PyArray_Compress(ndarray, object, int, ndarray)
    object PyArray_Concatenate(object, int)
    object PyArray_Conjugate(ndarray, ndarray)
    int PyArray_ConvertClipmodeSequence(object, NPY_CLIPMODE *, int)
    PyArrayObject **PyArray_ConvertToCommonType(object, int *)
    int PyArray_CopyAnyInto(ndarray, ndarray) except -1
    int PyArray_CopyInto(ndarray, ndarray) except -1
    int PyArray_CopyObject(ndarray, object) except -1
    object PyArray_Correlate(object, object, int)
    object PyArray_Correlate2(object, object, int)
    npy_intp PyArray_CountNonzero(ndarray) except -1
    object PyArray_CumProd(ndarray, int, int, ndarray)
    object PyArray_CumSum(ndarray, int, int, ndarray)
    void PyArray_DebugPrint(ndarray)
    int PyArray_DescrAlignConverter(object, PyArray_Descr **) except 0
    int PyArray_DescrAlignConverter2(object, PyArray_Descr **) except 0
    int PyArray_DescrConverter(object, PyArray_Descr **) except 0
    int PyArray_DescrConverter2(object, PyArray_Descr **) except 0
    dtype PyArray_DescrFromObject(object, dtype)
    dtype PyArray_DescrFromScalar(object)
    dtype PyArray_DescrFromType(int)
    dtype PyArray_DescrFromTypeObject(object)
    dtype PyArray_DescrNew(dtype)
    dtype PyArray_DescrNewByteorder(dtype, char)
    dtype PyArray_DescrNewFromType(int)
    object PyArray_Diagonal(ndarray, int, int, int)
    int PyArray_Dump(object, object, int) except -1
    object PyArray_Dumps(object, int)
    ndarray PyArray_EinsteinSum(char *, npy_intp, PyArrayObject **, dtype, NPY_ORDER, NPY_CASTING, ndarray)
    int PyArray_ElementStrides(object)
    object PyArray_Empty(int, const npy_intp *, dtype, int)
    object PyArray_EnsureAnyArray(object)
    object PyArray_EnsureArray(object)
    unsigned char PyArray_EquivTypenums(int, int)
    unsigned char PyArray_EquivTypes(dtype, dtype)
    int PyArray_FailUnlessWriteable(ndarray, const char *) except -1
    int PyArray_FillWithScalar(ndarray, object) except -1
    object PyArray_Flatten(ndarray, NPY_ORDER)
    object PyArray_FromAny(object, dtype, int, int, int, object)
    object PyArray_FromArray(ndarray, dtype, int)
    object PyArray_FromArrayAttr(object, dtype, object)
    object PyArray_FromBuffer(object, dtype, npy_intp, npy_intp)
    object PyArray_FromFile(FILE *, dtype, npy_intp, char *)
    object PyArray_FromInterface(object)
    object PyArray_FromIter(object, dtype, npy_intp)
    object PyArray_FromScalar(object, dtype)
    object PyArray_FromString(char *, npy_intp, dtype, npy_intp, char *)
    object PyArray_FromStructInterface(object)
    int PyArray_GetEndianness()
    object PyArray_GetField(ndarray, dtype, int)
    unsigned int PyArray_GetNDArrayCFeatureVersion()
    unsigned int PyArray_GetNDArrayCVersion()
    double PyArray_GetPriority(object, double)
    void *PyArray_GetPtr(ndarray, const npy_intp *)
    int PyArray_INCREF(ndarray) except -1
    object PyArray_InnerProduct(object, object)
    int PyArray_IntpConverter(object, PyArray_Dims *) except 0
    int PyArray_IntpFromSequence(object, npy_intp *, int) except -1
    object PyArray_IntTupleFromIntp(int, const npy_intp *)
    void PyArray_Item_INCREF(char *, dtype)
    void PyArray_Item_XDECREF(char *, dtype)
    object PyArray_IterAllButAxis(object, int *)
    object PyArray_IterNew(object)
    object PyArray_LexSort(object, int)
    object PyArray_MatrixProduct(object, object)
    object PyArray_MatrixProduct2(object, object, ndarray)
    object PyArray_Max(ndarray, int, ndarray)
    object PyArray_Mean(ndarray, int, int, ndarray)
    object PyArray_Min(ndarray, int, ndarray)
    dtype PyArray_MinScalarType(ndarray)
    object PyArray_MultiIterFromObjects(PyObject **, int, int, ...)
    object PyArray_MultiIterNew(int, ...)
    int PyArray_MultiplyIntList(const int *, int) except -1
    npy_intp PyArray_MultiplyList(const npy_intp *, int)
    object PyArray_NeighborhoodIterNew(flatiter, const npy_intp *, int, ndarray)
    object PyArray_New(type, int, const npy_intp *, int, const npy_intp *, void *, int, int, object)
    object PyArray_NewCopy(ndarray, NPY_ORDER)
    object PyArray_NewFromDescr(type, dtype, int, const npy_intp *, const npy_intp *, void *, int, object)
    object PyArray_NewLikeArray(ndarray, NPY_ORDER, dtype, int)
    object PyArray_Newshape(ndarray, PyArray_Dims *, NPY_ORDER)
    object PyArray_Nonzero(ndarray)
    int PyArray_ObjectType(object, int)
    char *PyArray_One(ndarray)
    int PyArray_OrderConverter(object, NPY_ORDER *) except 0
    npy_intp PyArray_OverflowMultiplyList(const npy_intp *, int)
    int PyArray_Pack(dtype, void *, object) except -1
    int PyArray_Partition(ndarray, ndarray, int, NPY_SELECTKIND) except -1
    object PyArray_Prod(ndarray, int, int, ndarray)
    dtype PyArray_PromoteTypes(dtype, dtype)
    object PyArray_Ptp(ndarray, int, ndarray)
    object PyArray_PutMask(ndarray, object, object)
    object PyArray_PutTo(ndarray, object, object, NPY_CLIPMODE)
    int PyArray_PyIntAsInt(object) except -1
    npy_intp PyArray_PyIntAsIntp(object) except -1
    object PyArray_Ravel(ndarray, NPY_ORDER)
    int PyArray_RegisterCanCast(dtype, int, NPY_SCALARKIND)
    int PyArray_RegisterCastFunc(dtype, int, PyArray_VectorUnaryFunc *) except -1
    void PyArray_RemoveAxesInPlace(ndarray, const npy_bool *)
    int PyArray_RemoveSmallest(broadcast) except -1
    object PyArray_Repeat(ndarray, object, int)
    object PyArray_Reshape(ndarray, object)
    int PyArray_ResolveWritebackIfCopy(ndarray) except -1
    object PyArray_Return(ndarray)
    object PyArray_Round(ndarray, int, ndarray)
    object PyArray_Scalar(void *, dtype, object)
    void PyArray_ScalarAsCtype(object, void *)
    NPY_SCALARKIND PyArray_ScalarKind(int, PyArrayObject **)
    int PyArray_SearchsideConverter(object, void *) except 0
    object PyArray_SearchSorted(ndarray, object, NPY_SEARCHSIDE, object)
    int PyArray_SelectkindConverter(object, NPY_SELECTKIND *) except 0
    int PyArray_SetBaseObject(ndarray, object) except -1
    int PyArray_SetField(ndarray, dtype, int, object) except -1
    void PyArray_SetStringFunction(object, int)
    int PyArray_SetUpdateIfCopyBase(ndarray, ndarray) except -1
    int PyArray_SetWritebackIfCopyBase(ndarray, ndarray) except -1
    npy_intp PyArray_Size(object)
    int PyArray_Sort(ndarray, int, NPY_SORTKIND) except -1
    int PyArray_SortkindConverter(object, NPY_SORTKIND *) except 0
    object PyArray_Squeeze(ndarray)
    object PyArray_Std(ndarray, int, int, ndarray, int)
    object PyArray_Sum(ndarray, int, int, ndarray)
    object PyArray_SwapAxes(ndarray, int, int)
    object PyArray_TakeFrom(ndarray, object, int, ndarray, NPY_CLIPMODE)
    int PyArray_ToFile(ndarray, FILE *, char *, char *) except -1
    object PyArray_ToList(ndarray)
    object PyArray_ToString(ndarray, NPY_ORDER)
    object PyArray_Trace(ndarray, int, int, int, int, ndarray)
    object PyArray_Transpose(ndarray, PyArray_Dims *)
    object PyArray_TypeObjectFromType(int)
    void PyArray_UpdateFlags(ndarray, int)
    int PyArray_ValidType(int)
    object PyArray_View(ndarray, dtype, type)
    object PyArray_Where(object, object, object)
    int PyArray_XDECREF(ndarray) except -1
    char *PyArray_Zero(ndarray)
    object PyArray_Zeros(int, const npy_intp *, dtype, int)

cdef extern from "numpy/ufuncobject.h":
    ctypedef void (*PyUFuncGenericFunction)(char **, npy_intp *, npy_intp *, void *) noexcept

    ctypedef class numpy.ufunc [object PyUFuncObject, check_size ignore]:
        cdef int identity, nargs, nin, nout, ntypes
        cdef const char *doc, *name
        cdef PyUFuncGenericFunction *functions
        cdef void **data
        cdef const char *types

    enum:
        PyUFunc_IdentityValue, PyUFunc_MinusOne, PyUFunc_None, PyUFunc_One, PyUFunc_ReorderableNone, PyUFunc_Zero
    enum:
        UFUNC_FPE_DIVIDEBYZERO, UFUNC_FPE_INVALID, UFUNC_FPE_OVERFLOW, UFUNC_FPE_UNDERFLOW

    object PyUFunc_FromFuncAndData(
        PyUFuncGenericFunction *, void **, const char *, int, int, int, int, const char *, const char *, int)
    object PyUFunc_FromFuncAndDataAndSignature(
        PyUFuncGenericFunction *, void **, const char *, int, int, int, int, const char *, const char *, int, const char *)
    int PyUFunc_RegisterLoopForType(ufunc, int, PyUFuncGenericFunction, const int *, void *) except -1
    int PyUFunc_ReplaceLoopBySignature(ufunc, PyUFuncGenericFunction, const int *, PyUFuncGenericFunction *)
    void PyUFunc_clearfperr() nogil
    int PyUFunc_getfperr() nogil
    int _import_umath() except -1

    # Loops that call a function given as data.
    void PyUFunc_DD_D(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_D_D(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_FF_F(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_FF_F_As_DD_D(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_F_F(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_F_F_As_D_D(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_GG_G(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_G_G(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_OO_O(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_OO_O_method(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_O_O(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_O_O_method(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_On_Om(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_d_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_dd_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_e_e(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_e_e_As_d_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_e_e_As_f_f(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_ee_e(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_ee_e_As_dd_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_ee_e_As_ff_f(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_f_f(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_f_f_As_d_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_ff_f(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_ff_f_As_dd_d(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_g_g(char **, npy_intp *, npy_intp *, void *)
    void PyUFunc_gg_g(char **, npy_intp *, npy_intp *, void *)

cdef extern from "numpy/arrayscalars.h":
    ctypedef class numpy.generic [object PyObject]:
        pass

    ctypedef class numpy.number(generic) [object PyObject]:
        pass

    ctypedef class numpy.integer(number) [object PyObject]:
        pass

    ctypedef class numpy.signedinteger(integer) [object PyObject]:
        pass

    ctypedef class numpy.unsignedinteger(integer) [object PyObject]:
        pass

    ctypedef class numpy.inexact(number) [object PyObject]:
        pass

    ctypedef class numpy.floating(inexact) [object PyObject]:
        pass

    ctypedef class numpy.complexfloating(inexact) [object PyObject]:
        pass

    ctypedef class numpy.flexible(generic) [object PyObject]:
        pass

    ctypedef class numpy.character(flexible) [object PyObject]:
        pass

    ctypedef struct PyDatetimeScalarObject:
        npy_datetime obval
        PyArray_DatetimeMetaData obmeta

    ctypedef struct PyTimedeltaScalarObject:
        npy_timedelta obval
        PyArray_DatetimeMetaData obmeta

# The names that Python has for them, with a `_t`.
ctypedef npy_int8 int8_t
ctypedef npy_int16 int16_t
ctypedef npy_int32 int32_t
ctypedef npy_int64 int64_t
ctypedef npy_uint8 uint8_t
ctypedef npy_uint16 uint16_t
ctypedef npy_uint32 uint32_t
ctypedef npy_uint64 uint64_t
ctypedef npy_float32 float32_t
ctypedef npy_float64 float64_t
ctypedef float complex complex64_t
ctypedef double complex complex128_t
ctypedef npy_intp intp_t
ctypedef npy_uintp uintp_t
ctypedef npy_byte byte_t
ctypedef npy_ubyte ubyte_t
ctypedef npy_short short_t
ctypedef npy_ushort ushort_t
ctypedef npy_longlong longlong_t
ctypedef npy_ulonglong ulonglong_t
ctypedef npy_long long_t
ctypedef npy_ulong ulong_t
ctypedef npy_intp int_t
ctypedef npy_uintp uint_t
ctypedef npy_double float_t
ctypedef npy_double double_t
ctypedef npy_longdouble longdouble_t
ctypedef float complex cfloat_t
ctypedef double complex cdouble_t
ctypedef double complex complex_t
ctypedef long double complex clongdouble_t


cdef inline int import_array() except -1:
    try:
        return _import_array()
    except Exception:
        raise ImportError("numpy._core.multiarray failed to import")


cdef inline int import_umath() except -1:
    try:
        return _import_umath()
    except Exception:
        raise ImportError("numpy._core.umath failed to import")


cdef inline int import_ufunc() except -1:
    return import_umath()


cdef inline void set_array_base(ndarray arr, object base) except *:
    # The array keeps the object alive.
    Py_INCREF(base)
    PyArray_SetBaseObject(arr, base)


cdef inline object get_array_base(ndarray arr):
    cdef PyObject *base = PyArray_BASE(arr)
    if base is NULL:
        return None
    return <object>base


cdef inline tuple PyDataType_SHAPE(dtype d):
    if PyDataType_HASSUBARRAY(d):
        return <tuple>d.subarray.shape
    return ()


cdef inline object PyArray_MultiIterNew1(a):
    return PyArray_MultiIterNew(1, <void *>a)


cdef inline object PyArray_MultiIterNew2(a, b):
    return PyArray_MultiIterNew(2, <void *>a, <void *>b)


cdef inline object PyArray_MultiIterNew3(a, b, c):
    return PyArray_MultiIterNew(3, <void *>a, <void *>b, <void *>c)


cdef inline object PyArray_MultiIterNew4(a, b, c, d):
    return PyArray_MultiIterNew(4, <void *>a, <void *>b, <void *>c, <void *>d)


cdef inline object PyArray_MultiIterNew5(a, b, c, d, e):
    return PyArray_MultiIterNew(5, <void *>a, <void *>b, <void *>c, <void *>d, <void *>e)


cdef inline bint is_datetime64_object(object obj) noexcept:
    return PyObject_TypeCheck(obj, &PyDatetimeArrType_Type)


cdef inline bint is_timedelta64_object(object obj) noexcept:
    return PyObject_TypeCheck(obj, &PyTimedeltaArrType_Type)


cdef inline npy_datetime get_datetime64_value(object obj) noexcept nogil:
    return (<PyDatetimeScalarObject *>obj).obval


cdef inline npy_timedelta get_timedelta64_value(object obj) noexcept nogil:
    return (<PyTimedeltaScalarObject *>obj).obval


cdef inline NPY_DATETIMEUNIT get_datetime64_unit(object obj) noexcept nogil:
    return <NPY_DATETIMEUNIT>(<PyDatetimeScalarObject *>obj).obmeta.base
