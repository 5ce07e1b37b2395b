# Exceptions: https://docs.python.org/3/c-api/exceptions.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    void PyErr_Print()
    bint PyErr_ExceptionMatches(object o)
    bint PyErr_GivenExceptionMatches(object o, object o2)
    void PyErr_NormalizeException(PyObject **arg, PyObject **arg2, PyObject **arg3)
    void PyErr_Clear()
    void PyErr_Fetch(PyObject **arg, PyObject **arg2, PyObject **arg3)
    void PyErr_SetHandledException(PyObject *o)
    void PyErr_SetRaisedException(PyObject *o)
    void PyErr_Restore(PyObject *o, PyObject *o2, PyObject *o3)
    void PyErr_SetString(object exception, char *string)
    void PyErr_SetObject(object o, object o2)
    void PyErr_SetNone(object o)
    int PyErr_BadArgument() except 0
    void PyErr_BadInternalCall()
    int PyErr_WarnEx(object category, char *message, int stack_level) except -1
    int PyErr_WarnExplicit(
        object category, char *message, char *filename, int lineno, char *module, object registry) except -1
    int PyErr_CheckSignals() except -1
    int PyErr_SetInterruptEx(int signum)
    object PyErr_NewException(char *name, object base, object dict_)
    void PyErr_WriteUnraisable(object o)

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyErr_Occurred()
    PyObject *PyErr_GetHandledException()
    PyObject *PyErr_GetRaisedException()
    PyObject *PyErr_Format(object o, char *text, ...) except NULL
    PyObject *PyErr_NoMemory() except NULL
    PyObject *PyErr_SetFromErrno(object o) except NULL
    PyObject *PyErr_SetFromErrnoWithFilenameObject(object o, object o2) except NULL
    PyObject *PyErr_SetFromErrnoWithFilename(object exc, char *filename) except NULL
    PyObject *PyErr_SetFromWindowsErr(int n) except NULL
    PyObject *PyErr_SetExcFromWindowsErr(object o, int n) except NULL
    PyObject *PyErr_SetFromWindowsErrWithFilename(int ierr, char *filename) except NULL
    PyObject *PyErr_SetExcFromWindowsErrWithFilename(object exc, int ierr, char *filename) except NULL

cdef extern from "Python.h" nogil:
    void PyErr_SetInterrupt()
