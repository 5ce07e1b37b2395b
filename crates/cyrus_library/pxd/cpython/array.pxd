# `array.array`, with its items as C values.
#
#     from cpython cimport array
#     cdef array.array a = array.array("d", [1, 2, 3])
#     a.data.as_doubles[0]           # no check of bounds, no conversion
#     cdef double[:] view = a        # with checks
#     b = array.clone(a, 10, zero=True)
#
# The layout is that of CPython's Modules/arraymodule.c, which has no header.

from libc.string cimport memcpy, memset

from cpython.exc cimport PyErr_BadArgument
from cpython.object cimport Py_SIZE
from cpython.ref cimport PyTypeObject, Py_TYPE

cdef extern from *:
    """
    struct arrayobject;
    typedef struct arrayobject arrayobject;

    /* The beginning of an item kind; what follows differs by version. */
    typedef struct arraydescr {
    #if PY_VERSION_HEX >= 0x030F0000
        char typecode[3];
    #else
        char typecode;
    #endif
        int itemsize;
        PyObject *(*getitem)(arrayobject *, Py_ssize_t);
        int (*setitem)(arrayobject *, Py_ssize_t, PyObject *);
    } arraydescr;

    typedef union cy_lib_stdarray_data {
        char *ob_item;
        signed char *as_schars;
        unsigned char *as_uchars;
        char *as_chars;
        wchar_t *as_pyunicodes;
        short *as_shorts;
        unsigned short *as_ushorts;
        int *as_ints;
        unsigned int *as_uints;
        long *as_longs;
        unsigned long *as_ulongs;
        long long *as_longlongs;
        unsigned long long *as_ulonglongs;
        double *as_doubles;
        float *as_floats;
        void *as_voidptr;
    } cy_lib_stdarray_data;

    struct arrayobject {
        PyObject_HEAD
        Py_ssize_t ob_size;
        cy_lib_stdarray_data data;
        Py_ssize_t allocated;
        arraydescr *ob_descr;
        PyObject *weakreflist;
        Py_ssize_t ob_exports;
    };

    typedef PyObject *(*cy_lib_stdarray_getter)(arrayobject *, Py_ssize_t);
    typedef int (*cy_lib_stdarray_setter)(arrayobject *, Py_ssize_t, PyObject *);
    static inline cy_lib_stdarray_data cy_lib_stdarray_get_data(arrayobject *self) { return self->data; }
    static inline arraydescr *cy_lib_stdarray_get_descr(arrayobject *self) { return self->ob_descr; }
    #if PY_VERSION_HEX >= 0x030F0000
    #define cy_lib_stdarray_typecode(descr) ((descr)->typecode[0])
    #else
    #define cy_lib_stdarray_typecode(descr) ((descr)->typecode)
    #endif

    /* A new array of this many items of this kind, which are not initialised; NULL with an exception. */
    static inline PyObject *cy_lib_stdarray_new(PyTypeObject *type, Py_ssize_t size, arraydescr *descr) {
        arrayobject *self;
        if (size < 0) {
            PyErr_BadInternalCall();
            return NULL;
        }
        if (size > PY_SSIZE_T_MAX / descr->itemsize) return PyErr_NoMemory();
        self = (arrayobject *)type->tp_alloc(type, 0);
        if (self == NULL) return NULL;
        self->ob_descr = descr;
        self->allocated = size;
        self->weakreflist = NULL;
        self->ob_size = size;
        self->data.ob_item = NULL;
        if (size > 0) {
            self->data.ob_item = (char *)PyMem_Malloc((size_t)size * (size_t)descr->itemsize);
            if (self->data.ob_item == NULL) {
                Py_DECREF((PyObject *)self);
                return PyErr_NoMemory();
            }
        }
        return (PyObject *)self;
    }

    /* Gives the array this many items and room for `room`; -1 with an exception. */
    static inline int cy_lib_stdarray_set_size(arrayobject *self, Py_ssize_t size, Py_ssize_t room) {
        char *items;
        if (self->ob_exports > 0) {
            PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers");
            return -1;
        }
        if (room < 1) room = 1;
        if (size < 0 || room > PY_SSIZE_T_MAX / self->ob_descr->itemsize) {
            PyErr_NoMemory();
            return -1;
        }
        items = (char *)PyMem_Realloc(self->data.ob_item, (size_t)room * (size_t)self->ob_descr->itemsize);
        if (items == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        self->data.ob_item = items;
        self->ob_size = size;
        self->allocated = room;
        return 0;
    }
    static inline int cy_lib_stdarray_resize(arrayobject *self, Py_ssize_t size) {
        return cy_lib_stdarray_set_size(self, size, size);
    }
    static inline int cy_lib_stdarray_resize_smart(arrayobject *self, Py_ssize_t size) {
        if (size < self->allocated && size * 4 > self->allocated && self->ob_exports == 0) {
            self->ob_size = size;
            return 0;
        }
        return cy_lib_stdarray_set_size(self, size, size <= PY_SSIZE_T_MAX / 2 ? size * 3 / 2 + 1 : size);
    }
    """
    ctypedef class array.array [object arrayobject]

    ctypedef object (*GETF "cy_lib_stdarray_getter")(array, Py_ssize_t)
    ctypedef int (*SETF "cy_lib_stdarray_setter")(array, Py_ssize_t, object) except -1

    # What kind of items.
    ctypedef struct arraydescr:
        int itemsize
        char typecode
        SETF setitem
        GETF getitem

    ctypedef union __data_union "cy_lib_stdarray_data":
        # "b", "B", bytes; "u"
        signed char *as_schars
        unsigned char *as_uchars
        char *as_chars
        Py_UNICODE *as_pyunicodes
        # "h", "H", "i", "I", "l", "L", "q", "Q"
        short *as_shorts
        unsigned short *as_ushorts
        int *as_ints
        unsigned int *as_uints
        long *as_longs
        unsigned long *as_ulongs
        long long *as_longlongs
        unsigned long long *as_ulonglongs
        # "d", "f"
        double *as_doubles
        float *as_floats
        void *as_voidptr

    ctypedef class array.array [object arrayobject]:
        cdef __cythonbufferdefaults__ = {"ndim": 1, "mode": "c"}

        @property
        cdef inline __data_union data(self) noexcept nogil:
            return cy_lib_stdarray_get_data(self)

        @property
        cdef inline arraydescr *ob_descr(self) noexcept nogil:
            return cy_lib_stdarray_get_descr(self)

        cdef Py_ssize_t ob_size

    __data_union cy_lib_stdarray_get_data(array self) noexcept nogil
    arraydescr *cy_lib_stdarray_get_descr(array self) noexcept nogil
    char cy_lib_stdarray_typecode(arraydescr *descr) noexcept nogil

    array newarrayobject "cy_lib_stdarray_new"(PyTypeObject *cls, Py_ssize_t size, arraydescr *descr)
    int resize "cy_lib_stdarray_resize"(array self, Py_ssize_t size) except -1
    # Leaves room for more, or takes some back, so that growing item by item is cheap.
    int resize_smart "cy_lib_stdarray_resize_smart"(array self, Py_ssize_t size) except -1


cdef inline array clone(array template, Py_ssize_t length, bint zero):
    # An array of the same kind and this length; the items are 0 or whatever was in memory.
    cdef arraydescr *kind = template.ob_descr
    cdef array result = newarrayobject(Py_TYPE(template), length, kind)
    if zero and length > 0:
        memset(result.data.as_chars, 0, <size_t>length * <size_t>kind.itemsize)
    return result


cdef inline array copy(array self):
    cdef Py_ssize_t length = Py_SIZE(self)
    cdef arraydescr *kind = self.ob_descr
    cdef array result = newarrayobject(Py_TYPE(self), length, kind)
    if length > 0:
        memcpy(result.data.as_chars, self.data.as_chars, <size_t>length * <size_t>kind.itemsize)
    return result


cdef inline int extend_buffer(array self, char *items, Py_ssize_t count) except -1:
    # Appends `count` items that are stored in C.
    cdef Py_ssize_t size = self.ob_descr.itemsize
    cdef Py_ssize_t before = Py_SIZE(self)
    resize_smart(self, before + count)
    memcpy(self.data.as_chars + before * size, items, <size_t>(count * size))
    return 0


cdef inline int extend(array self, array other) except -1:
    # Appends the items of an array of the same kind.
    if cy_lib_stdarray_typecode(self.ob_descr) != cy_lib_stdarray_typecode(other.ob_descr):
        PyErr_BadArgument()
    return extend_buffer(self, other.data.as_chars, Py_SIZE(other))


cdef inline void zero(array self) noexcept:
    memset(self.data.as_chars, 0, <size_t>(Py_SIZE(self) * self.ob_descr.itemsize))
