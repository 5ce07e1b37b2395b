# Interpreters, threads, the GIL: https://docs.python.org/3/c-api/init.html

from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef long PY_INT64_T
    ctypedef struct PyFrameObject
    ctypedef struct PyInterpreterState
    ctypedef struct PyThreadState
    ctypedef enum PyGILState_STATE:
        PyGILState_LOCKED, PyGILState_UNLOCKED

    # Tracing: what happened, and who is told.
    enum:
        PyTrace_CALL, PyTrace_C_CALL, PyTrace_C_EXCEPTION, PyTrace_C_RETURN, PyTrace_EXCEPTION, PyTrace_LINE,
        PyTrace_OPCODE, PyTrace_RETURN
    ctypedef int (*Py_tracefunc)(PyObject *, PyFrameObject *, int, PyObject *) except -1

cdef extern from "Python.h":
    # The GIL.
    int PyGILState_Check()
    PyGILState_STATE PyGILState_Ensure()
    void PyGILState_Release(PyGILState_STATE)

    # Interpreters.
    void PyInterpreterState_Clear(PyInterpreterState *)
    void PyInterpreterState_Delete(PyInterpreterState *)
    PY_INT64_T PyInterpreterState_GetID(PyInterpreterState *)
    PyInterpreterState *PyInterpreterState_Head()
    PyInterpreterState *PyInterpreterState_New()
    PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *)
    PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *)

    # Threads. The dictionary is borrowed.
    void PyThreadState_Clear(PyThreadState *)
    void PyThreadState_Delete(PyThreadState *)
    PyThreadState *PyThreadState_Get()
    PyObject *PyThreadState_GetDict()
    PyThreadState *PyThreadState_New(PyInterpreterState *)
    PyThreadState *PyThreadState_Next(PyThreadState *)
    int PyThreadState_SetAsyncExc(long, PyObject *)
    PyThreadState *PyThreadState_Swap(PyThreadState *)
