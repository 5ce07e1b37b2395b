# Exceptions: https://docs.python.org/3/c-api/exceptions.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    # Is there one, and which? `PyErr_Occurred` is borrowed.
    int PyErr_CheckSignals() except -1
    bint PyErr_ExceptionMatches(object)
    bint PyErr_GivenExceptionMatches(object, object)
    PyObject *PyErr_Occurred()

    # Raising. What returns a pointer returns NULL: `return PyErr_...` is an idiom of C.
    int PyErr_BadArgument() except 0
    void PyErr_BadInternalCall()
    PyObject *PyErr_Format(object, const char *, ...) except NULL
    PyObject *PyErr_NoMemory() except NULL
    PyObject *PyErr_SetExcFromWindowsErr(object, int) except NULL
    PyObject *PyErr_SetExcFromWindowsErrWithFilename(object, int, char *) except NULL
    PyObject *PyErr_SetFromErrno(object) except NULL
    PyObject *PyErr_SetFromErrnoWithFilename(object, const char *) except NULL
    PyObject *PyErr_SetFromErrnoWithFilenameObject(object, object) except NULL
    PyObject *PyErr_SetFromWindowsErr(int) except NULL
    PyObject *PyErr_SetFromWindowsErrWithFilename(int, char *) except NULL
    void PyErr_SetNone(object)
    void PyErr_SetObject(object, object)
    void PyErr_SetString(object, const char *)

    # Taking the current one, giving it back, dropping it.
    void PyErr_Clear()
    void PyErr_Fetch(PyObject **, PyObject **, PyObject **)
    PyObject *PyErr_GetHandledException()
    PyObject *PyErr_GetRaisedException()
    void PyErr_NormalizeException(PyObject **, PyObject **, PyObject **)
    void PyErr_Print()
    void PyErr_Restore(PyObject *, PyObject *, PyObject *)
    void PyErr_SetHandledException(PyObject *)
    void PyErr_SetRaisedException(PyObject *)
    void PyErr_WriteUnraisable(object)

    # Warnings.
    int PyErr_WarnEx(object, const char *, int) except -1
    int PyErr_WarnExplicit(object, const char *, const char *, int, const char *, object) except -1

    # New classes, and signals.
    object PyErr_NewException(const char *, object, object)
    void PyErr_SetInterrupt() nogil
    int PyErr_SetInterruptEx(int)
