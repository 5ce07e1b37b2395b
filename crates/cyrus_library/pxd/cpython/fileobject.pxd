# Files: https://docs.python.org/3/c-api/file.html

cdef extern from "Python.h":
    enum:
        Py_PRINT_RAW

    object PyFile_FromFd(
        int n, const char *text, const char *text2, int n2, const char *text3, const char *text4,
        const char *text5, int n3)
    object PyFile_GetLine(object o, int n)
    int PyFile_WriteObject(object o, object o2, int n) except? -1
    int PyFile_WriteString(const char *text, object o) except? -1
