# Modules and imports: https://docs.python.org/3/c-api/module.html, https://docs.python.org/3/c-api/import.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    struct _inittab

cdef extern from "Python.h":
    # Which objects, and new ones.
    bint PyModule_Check(object)
    bint PyModule_CheckExact(object)
    object PyModule_New(const char *)
    object PyModule_NewObject(object)

    # Parts; the dictionary is borrowed.
    PyObject *PyModule_GetDict(object) except NULL
    char *PyModule_GetFilename(object) except NULL
    object PyModule_GetFilenameObject(object)
    char *PyModule_GetName(object) except NULL
    object PyModule_GetNameObject(object)
    void *PyModule_GetState(object)

    # Adding. `PyModule_AddObject` takes the reference if it succeeds.
    int PyModule_AddIntConstant(object, const char *, long) except -1
    int PyModule_AddObject(object, const char *, object) except -1
    int PyModule_AddStringConstant(object, const char *, const char *) except -1

    # Importing.
    object PyImport_Import(object)
    object PyImport_ImportModule(const char *)
    object PyImport_ImportModuleEx(const char *, object, object, object)
    object PyImport_ImportModuleLevel(const char *, object, object, object, int)
    object PyImport_ReloadModule(object)

    # What is imported, borrowed; what can be.
    PyObject *PyImport_AddModule(const char *) except NULL
    object PyImport_ExecCodeModule(const char *, object)
    int PyImport_ExtendInittab(_inittab *) except -1
    long PyImport_GetMagicNumber()
    PyObject *PyImport_GetModuleDict() except NULL
    int PyImport_ImportFrozenModule(const char *) except -1
