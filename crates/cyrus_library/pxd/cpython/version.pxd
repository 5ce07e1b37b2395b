# The version of Python that the C code is compiled for: https://docs.python.org/3/c-api/apiabiversion.html

cdef extern from "Python.h":
    int PY_VERSION_HEX
    int PY_MAJOR_VERSION
    int PY_MINOR_VERSION
    int PY_MICRO_VERSION
    int PY_RELEASE_LEVEL
    int PY_RELEASE_SERIAL
    char PY_VERSION[]
    char PY_PATCHLEVEL_REVISION[]
