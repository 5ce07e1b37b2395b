# Objects: https://docs.python.org/3/c-api/object.html, https://docs.python.org/3/c-api/structures.html; of types, what can be read: https://docs.python.org/3/c-api/typeobj.html

from libc.stdio cimport FILE

cdef extern from "Python.h":
    ctypedef struct PyObject

    # What slots hold; `object` stands for a reference that is lent, or is given back.
    ctypedef object (*binaryfunc)(object, object)
    ctypedef int (*cmpfunc)(object, object) except -2
    ctypedef object (*descrgetfunc)(object, object, object)
    ctypedef int (*descrsetfunc)(object, object, object) except -1
    ctypedef void (*destructor)(PyObject *)
    ctypedef void (*freefunc)(void *)
    ctypedef Py_hash_t (*hashfunc)(object) except -1
    ctypedef int (*inquiry)(object) except -1
    ctypedef Py_ssize_t (*lenfunc)(object) except -1
    ctypedef object (*newfunc)(type, PyObject *, PyObject *)
    ctypedef int (*objobjargproc)(object, object, object) except -1
    ctypedef int (*objobjproc)(object, object) except -1
    ctypedef object (*reprfunc)(object)
    ctypedef object (*richcmpfunc)(object, object, int)
    ctypedef object (*ssizeargfunc)(object, Py_ssize_t)
    ctypedef int (*ssizeobjargproc)(object, Py_ssize_t, object) except -1
    ctypedef object (*ssizessizeargfunc)(object, Py_ssize_t, Py_ssize_t)
    ctypedef int (*ssizessizeobjargproc)(object, Py_ssize_t, Py_ssize_t, object) except -1
    ctypedef object (*ternaryfunc)(object, object, object)
    ctypedef int (*visitproc)(PyObject *, void *) except -1
    ctypedef int (*traverseproc)(PyObject *, visitproc, void *) except -1
    ctypedef object (*unaryfunc)(object)
    ctypedef object (*PyCFunction)(object, object)

    ctypedef struct PyMethodDef:
        const char *ml_name, *ml_doc
        int ml_flags
        PyCFunction ml_meth

    ctypedef struct PyTypeObject:
        const char *tp_name, *tp_doc
        unsigned long tp_flags
        unsigned int tp_version_tag
        Py_ssize_t tp_basicsize, tp_dictoffset, tp_itemsize
        PyTypeObject *tp_base
        PyObject *tp_dict
        PyMethodDef *tp_methods
        newfunc tp_new
        freefunc tp_free
        destructor tp_dealloc, tp_del, tp_finalize
        traverseproc tp_traverse
        inquiry tp_clear
        ternaryfunc tp_call
        cmpfunc tp_compare
        hashfunc tp_hash
        reprfunc tp_repr, tp_str
        richcmpfunc tp_richcompare
        descrgetfunc tp_descr_get
        descrsetfunc tp_descr_set

    ctypedef struct PyObject:
        PyTypeObject *ob_type
        Py_ssize_t ob_refcnt

    # Comparisons, for the functions that compare richly.
    int Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE

    # Flags of a type (https://docs.python.org/3/c-api/typeobj.html#c.PyTypeObject.tp_flags).
    const long Py_TPFLAGS_BASETYPE, Py_TPFLAGS_DEFAULT, Py_TPFLAGS_DISALLOW_INSTANTIATION
    const long Py_TPFLAGS_HAVE_FINALIZE, Py_TPFLAGS_HAVE_GC, Py_TPFLAGS_HAVE_VECTORCALL
    const long Py_TPFLAGS_HAVE_VERSION_TAG, Py_TPFLAGS_HEAPTYPE, Py_TPFLAGS_IMMUTABLETYPE
    const long Py_TPFLAGS_IS_ABSTRACT, Py_TPFLAGS_ITEMS_AT_END, Py_TPFLAGS_MANAGED_DICT
    const long Py_TPFLAGS_MANAGED_WEAKREF, Py_TPFLAGS_MAPPING, Py_TPFLAGS_METHOD_DESCRIPTOR
    const long Py_TPFLAGS_READY, Py_TPFLAGS_READYING, Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_VALID_VERSION_TAG
    # What its instances are.
    const long Py_TPFLAGS_BASE_EXC_SUBCLASS, Py_TPFLAGS_DICT_SUBCLASS, Py_TPFLAGS_LIST_SUBCLASS
    const long Py_TPFLAGS_LONG_SUBCLASS, Py_TPFLAGS_TUPLE_SUBCLASS, Py_TPFLAGS_TYPE_SUBCLASS
    const long Py_TPFLAGS_UNICODE_SUBCLASS
    # Gone.
    const long Py_TPFLAGS_HAVE_STACKLESS_EXTENSION, Py_TPFLAGS_INT_SUBCLASS, Py_TPFLAGS_STRING_SUBCLASS

cdef extern from "Python.h":
    # Attributes.
    int PyObject_DelAttr(object, object) except -1
    int PyObject_DelAttrString(object, const char *) except -1
    object PyObject_Dir(object)
    object PyObject_GenericGetAttr(object, object)
    object PyObject_GenericGetDict(object, void *)
    int PyObject_GenericSetAttr(object, object, object) except -1
    int PyObject_GenericSetDict(object, object, void *) except -1
    object PyObject_GetAttr(object, object)
    object PyObject_GetAttrString(object, const char *)
    bint PyObject_HasAttr(object, object)
    bint PyObject_HasAttrString(object, const char *)
    int PyObject_SetAttr(object, object, object) except -1
    int PyObject_SetAttrString(object, const char *, object) except -1

    # Calls.
    bint PyCallable_Check(object)
    object PyObject_Call(object, object, object)
    object PyObject_CallFunction(object, const char *, ...)
    object PyObject_CallFunctionObjArgs(object, ...)
    object PyObject_CallMethod(object, const char *, const char *, ...)
    object PyObject_CallMethodObjArgs(object, object, ...)
    object PyObject_CallObject(object, object)

    # Comparing, hashing, truth.
    int PyObject_Cmp(object, object, int *) except -1
    int PyObject_Compare(object, object) except *
    long PyObject_Hash(object) except? -1
    bint PyObject_IsTrue(object) except -1
    bint PyObject_Not(object) except -1
    object PyObject_RichCompare(object, object, int)
    bint PyObject_RichCompareBool(object, object, int) except -1

    # Items and iteration.
    int PyObject_DelItem(object, object) except -1
    object PyObject_GetItem(object, object)
    object PyObject_GetIter(object)
    Py_ssize_t PyObject_Length(object) except -1
    Py_ssize_t PyObject_LengthHint(object, Py_ssize_t) except -1
    int PyObject_SetItem(object, object, object) except -1
    Py_ssize_t PyObject_Size(object) except -1

    # Texts.
    object PyObject_Bytes(object)
    object PyObject_Format(object, object)
    int PyObject_Print(object, FILE *, int) except -1
    object PyObject_Repr(object)
    object PyObject_Str(object)

    # Types; what `Py_TYPE` returns is borrowed.
    Py_ssize_t Py_SIZE(object)
    PyTypeObject *Py_TYPE(object)
    bint PyObject_IsInstance(object, object) except -1
    bint PyObject_IsSubclass(object, object) except -1
    object PyObject_Type(object)
    bint PyObject_TypeCheck(object, PyTypeObject *)

    # Memory and files.
    int PyObject_AsFileDescriptor(object) except -1
    void PyObject_Free(void *)
    void *PyObject_Malloc(size_t)
    void *PyObject_Realloc(void *, size_t)
