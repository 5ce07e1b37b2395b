# Files: https://docs.python.org/3/c-api/file.html

cdef extern from "Python.h":
    # `PyFile_WriteObject`: str(), not repr().
    enum:
        Py_PRINT_RAW

cdef extern from "Python.h":
    object PyFile_FromFd(
        int, const char *, const char *, int, const char *, const char *, const char *, int)
    object PyFile_GetLine(object, int)
    int PyFile_WriteObject(object, object, int) except? -1
    int PyFile_WriteString(const char *, object) except? -1
