# The version of Python that is compiled for: https://docs.python.org/3/c-api/apiabiversion.html

cdef extern from "Python.h":
    const int PY_VERSION_HEX
    const int PY_MAJOR_VERSION, PY_MINOR_VERSION, PY_MICRO_VERSION, PY_RELEASE_LEVEL, PY_RELEASE_SERIAL
    const char PY_VERSION[], PY_PATCHLEVEL_REVISION[]
