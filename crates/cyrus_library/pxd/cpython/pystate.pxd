# Threads and interpreters: https://docs.python.org/3/c-api/init.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct PyInterpreterState
    ctypedef struct PyThreadState
    ctypedef struct PyFrameObject
    ctypedef struct PyGILState_STATE
    ctypedef signed long PY_INT64_T
    ctypedef int (*Py_tracefunc)(PyObject *o, PyFrameObject *frame, int what, PyObject *arg) except -1

cdef extern from "Python.h":
    enum:
        PyTrace_CALL, PyTrace_EXCEPTION, PyTrace_LINE, PyTrace_RETURN, PyTrace_C_CALL,
        PyTrace_C_EXCEPTION, PyTrace_C_RETURN

    PyInterpreterState *PyInterpreterState_New()
    void PyInterpreterState_Clear(PyInterpreterState *arg)
    void PyInterpreterState_Delete(PyInterpreterState *arg)
    PY_INT64_T PyInterpreterState_GetID(PyInterpreterState *arg)
    PyThreadState *PyThreadState_New(PyInterpreterState *arg)
    void PyThreadState_Clear(PyThreadState *arg)
    void PyThreadState_Delete(PyThreadState *arg)
    PyThreadState *PyThreadState_Get()
    PyThreadState *PyThreadState_Swap(PyThreadState *arg)
    int PyThreadState_SetAsyncExc(long n, PyObject *o)
    PyGILState_STATE PyGILState_Ensure()
    void PyGILState_Release(PyGILState_STATE arg)
    int PyGILState_Check()
    PyInterpreterState *PyInterpreterState_Head()
    PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *arg)
    PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *arg)
    PyThreadState *PyThreadState_Next(PyThreadState *arg)

    # Plain pointers: borrowed, unless the C API page says otherwise.
    PyObject *PyThreadState_GetDict()
