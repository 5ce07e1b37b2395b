# Descriptors: https://docs.python.org/3/c-api/descriptor.html; the structs are those of `descrobject.h`.

from cpython.object cimport PyObject, PyTypeObject

cdef extern from "Python.h":
    # What calls a slot's C function with Python's arguments.
    ctypedef object (*wrapperfunc)(object, object, void *)
    ctypedef object (*wrapperfunc_kwds)(object, object, void *, object)

    const int PyWrapperFlag_KEYWORDS

    struct wrapperbase:
        const char *doc, *name
        int flags, offset
        PyObject *name_strobj
        wrapperfunc wrapper
        void *function

    ctypedef class __builtin__.wrapper_descriptor [object PyWrapperDescrObject]:
        cdef void *d_wrapped
        cdef wrapperbase *d_base
        cdef type d_type
        cdef object d_name

cdef extern from "Python.h":
    int PyDescr_IsData(object)
    object PyDescr_NewWrapper(PyTypeObject *, wrapperbase *, void *)
