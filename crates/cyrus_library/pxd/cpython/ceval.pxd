# The thread state in loops: https://docs.python.org/3/c-api/init.html

cdef extern from "Python.h":
    void PyEval_InitThreads()
    int PyEval_ThreadsInitialized()
