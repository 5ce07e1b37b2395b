# Modules and imports: https://docs.python.org/3/c-api/module.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct _inittab

cdef extern from "Python.h":
    object PyImport_ImportModule(const char *name)
    object PyImport_ImportModuleEx(const char *text, object o, object o2, object o3)
    object PyImport_ImportModuleLevel(char *name, object globals, object locals, object fromlist, int level)
    object PyImport_Import(object name)
    object PyImport_ReloadModule(object m)
    object PyImport_ExecCodeModule(char *name, object co)
    long PyImport_GetMagicNumber()
    int PyImport_ImportFrozenModule(char *name) except -1
    int PyImport_ExtendInittab(_inittab *newtab) except -1
    bint PyModule_Check(object o)
    bint PyModule_CheckExact(object o)
    object PyModule_NewObject(object name)
    object PyModule_New(const char *name)
    object PyModule_GetNameObject(object o)
    char *PyModule_GetName(object o) except NULL
    void *PyModule_GetState(object o)
    object PyModule_GetFilenameObject(object o)
    char *PyModule_GetFilename(object o) except NULL
    int PyModule_AddObject(object mod, const char *text, object value) except -1
    int PyModule_AddIntConstant(object o, const char *text, long n) except -1
    int PyModule_AddStringConstant(object o, const char *text, const char *text2) except -1

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyImport_AddModule(const char *name) except NULL
    PyObject *PyImport_GetModuleDict() except NULL
    PyObject *PyModule_GetDict(object o) except NULL
