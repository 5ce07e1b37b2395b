# Once, threads had to be initialised; both do nothing and are gone from Python 3.13.

cdef extern from "Python.h":
    void PyEval_InitThreads()
    int PyEval_ThreadsInitialized()
