# Objects: https://docs.python.org/3/c-api/object.html, and the parts of types: https://docs.python.org/3/c-api/typeobj.html

from libc.stdio cimport FILE

from libc.stdio cimport FILE

cdef extern from "Python.h":
    ctypedef struct PyObject

    # Slots of types.
    ctypedef object (*newfunc)(type cls, PyObject *args, PyObject *kwargs)
    ctypedef object (*unaryfunc)(object self)
    ctypedef object (*binaryfunc)(object left, object right)
    ctypedef object (*ternaryfunc)(object first, object second, object third)
    ctypedef int (*inquiry)(object self) except -1
    ctypedef Py_ssize_t (*lenfunc)(object self) except -1
    ctypedef object (*ssizeargfunc)(object self, Py_ssize_t index)
    ctypedef object (*ssizessizeargfunc)(object self, Py_ssize_t start, Py_ssize_t stop)
    ctypedef int (*ssizeobjargproc)(object self, Py_ssize_t index, object value) except -1
    ctypedef int (*ssizessizeobjargproc)(object self, Py_ssize_t start, Py_ssize_t stop, object value) except -1
    ctypedef int (*objobjargproc)(object self, object key, object value) except -1
    ctypedef int (*objobjproc)(object self, object item) except -1
    ctypedef Py_hash_t (*hashfunc)(object self) except -1
    ctypedef object (*reprfunc)(object self)
    ctypedef int (*cmpfunc)(object left, object right) except -2
    ctypedef object (*richcmpfunc)(object left, object right, int op)
    ctypedef void (*destructor)(PyObject *self)
    ctypedef int (*visitproc)(PyObject *o, void *argument) except -1
    ctypedef int (*traverseproc)(PyObject *self, visitproc visit, void *argument) except -1
    ctypedef void (*freefunc)(void *block)
    ctypedef object (*descrgetfunc)(object self, object owner, object cls)
    ctypedef int (*descrsetfunc)(object self, object owner, object value) except -1
    ctypedef object (*PyCFunction)(object self, object args)

    ctypedef struct PyMethodDef:
        const char *ml_name
        PyCFunction ml_meth
        int ml_flags
        const char *ml_doc

    ctypedef struct PyTypeObject:
        const char *tp_name
        const char *tp_doc
        Py_ssize_t tp_basicsize
        Py_ssize_t tp_itemsize
        Py_ssize_t tp_dictoffset
        unsigned long tp_flags
        newfunc tp_new
        destructor tp_dealloc
        destructor tp_del
        destructor tp_finalize
        traverseproc tp_traverse
        inquiry tp_clear
        freefunc tp_free
        ternaryfunc tp_call
        hashfunc tp_hash
        reprfunc tp_str
        reprfunc tp_repr
        cmpfunc tp_compare
        richcmpfunc tp_richcompare
        PyMethodDef *tp_methods
        PyTypeObject *tp_base
        PyObject *tp_dict
        descrgetfunc tp_descr_get
        descrsetfunc tp_descr_set
        unsigned int tp_version_tag

    ctypedef struct PyObject:
        Py_ssize_t ob_refcnt
        PyTypeObject *ob_type

cdef extern from "Python.h":
    int Py_LT
    int Py_LE
    int Py_EQ
    int Py_NE
    int Py_GT
    int Py_GE
    const long Py_TPFLAGS_HEAPTYPE
    const long Py_TPFLAGS_BASETYPE
    const long Py_TPFLAGS_READY
    const long Py_TPFLAGS_READYING
    const long Py_TPFLAGS_HAVE_GC
    const long Py_TPFLAGS_HAVE_STACKLESS_EXTENSION
    const long Py_TPFLAGS_HAVE_VERSION_TAG
    const long Py_TPFLAGS_VALID_VERSION_TAG
    const long Py_TPFLAGS_IS_ABSTRACT
    const long Py_TPFLAGS_INT_SUBCLASS
    const long Py_TPFLAGS_LONG_SUBCLASS
    const long Py_TPFLAGS_LIST_SUBCLASS
    const long Py_TPFLAGS_TUPLE_SUBCLASS
    const long Py_TPFLAGS_STRING_SUBCLASS
    const long Py_TPFLAGS_UNICODE_SUBCLASS
    const long Py_TPFLAGS_DICT_SUBCLASS
    const long Py_TPFLAGS_BASE_EXC_SUBCLASS
    const long Py_TPFLAGS_TYPE_SUBCLASS
    const long Py_TPFLAGS_DEFAULT
    const long Py_TPFLAGS_HAVE_FINALIZE
    const long Py_TPFLAGS_METHOD_DESCRIPTOR
    const long Py_TPFLAGS_IMMUTABLETYPE
    const long Py_TPFLAGS_DISALLOW_INSTANTIATION
    const long Py_TPFLAGS_SEQUENCE
    const long Py_TPFLAGS_MAPPING
    const long Py_TPFLAGS_MANAGED_DICT
    const long Py_TPFLAGS_MANAGED_WEAKREF
    const long Py_TPFLAGS_ITEMS_AT_END
    const long Py_TPFLAGS_HAVE_VECTORCALL

    PyTypeObject *Py_TYPE(object o)
    void *PyObject_Malloc(size_t size)
    void *PyObject_Realloc(void *ptr, size_t new_size)
    void PyObject_Free(void *ptr)
    int PyObject_Print(object o, FILE *arg, int n) except -1
    bint PyObject_HasAttrString(object o, const char *text)
    object PyObject_GetAttrString(object o, const char *text)
    bint PyObject_HasAttr(object o, object o2)
    object PyObject_GetAttr(object o, object o2)
    object PyObject_GenericGetAttr(object o, object o2)
    int PyObject_SetAttrString(object o, const char *text, object o2) except -1
    int PyObject_SetAttr(object o, object o2, object o3) except -1
    int PyObject_GenericSetAttr(object o, object o2, object o3) except -1
    int PyObject_DelAttrString(object v, const char *name) except -1
    int PyObject_DelAttr(object v, object name) except -1
    object PyObject_GenericGetDict(object o, void *block)
    int PyObject_GenericSetDict(object o, object o2, void *block) except -1
    object PyObject_RichCompare(object o, object o2, int n)
    bint PyObject_RichCompareBool(object o, object o2, int n) except -1
    int PyObject_Cmp(object o, object o2, int *arg) except -1
    int PyObject_Compare(object o, object o2) except *
    object PyObject_Repr(object o)
    object PyObject_Str(object o)
    object PyObject_Bytes(object o)
    bint PyObject_IsInstance(object object_, object typeorclass) except -1
    bint PyObject_IsSubclass(object object_, object typeorclass) except -1
    bint PyCallable_Check(object o)
    object PyObject_Call(object callable, object args, object kwargs)
    object PyObject_CallObject(object callable, object args)
    object PyObject_CallFunction(object o, char *text, ...)
    object PyObject_CallMethod(object o, char *text, char *text2, ...)
    object PyObject_CallFunctionObjArgs(object o, ...)
    object PyObject_CallMethodObjArgs(object o, object o2, ...)
    long PyObject_Hash(object o) except? -1
    bint PyObject_IsTrue(object o) except -1
    bint PyObject_Not(object o) except -1
    object PyObject_Type(object o)
    bint PyObject_TypeCheck(object o, PyTypeObject *arg)
    Py_ssize_t PyObject_Length(object o) except -1
    Py_ssize_t PyObject_Size(object o) except -1
    Py_ssize_t PyObject_LengthHint(object o, Py_ssize_t size) except -1
    object PyObject_GetItem(object o, object key)
    int PyObject_SetItem(object o, object key, object v) except -1
    int PyObject_DelItem(object o, object key) except -1
    int PyObject_AsFileDescriptor(object o) except -1
    object PyObject_Dir(object o)
    object PyObject_GetIter(object o)
    Py_ssize_t Py_SIZE(object o)
    object PyObject_Format(object obj, object format_spec)
