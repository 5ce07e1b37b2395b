# Capsules, which carry a C pointer: https://docs.python.org/3/c-api/capsule.html

cdef extern from "Python.h":
    ctypedef struct PyCapsule_Type
    ctypedef void (*PyCapsule_Destructor)(object) noexcept

cdef extern from "Python.h":
    # Making, and what it must be.
    bint PyCapsule_CheckExact(object)
    bint PyCapsule_IsValid(object, const char *)
    object PyCapsule_New(void *, const char *, PyCapsule_Destructor)

    # Changing.
    int PyCapsule_SetContext(object, void *) except -1
    int PyCapsule_SetDestructor(object, PyCapsule_Destructor) except -1
    int PyCapsule_SetName(object, const char *) except -1
    int PyCapsule_SetPointer(object, void *) except -1

    # Reading. The name must be the one that it was made with.
    void *PyCapsule_GetContext(object) except? NULL
    PyCapsule_Destructor PyCapsule_GetDestructor(object) except? NULL
    const char *PyCapsule_GetName(object) except? NULL
    void *PyCapsule_GetPointer(object, const char *) except? NULL
    void *PyCapsule_Import(const char *, int) except? NULL
