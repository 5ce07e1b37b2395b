# Memory views: https://docs.python.org/3/c-api/memoryview.html

cdef extern from "Python.h":
    memoryview PyMemoryView_FromObject(object base)
    memoryview PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags)
    memoryview PyMemoryView_FromBuffer(Py_buffer *info)
    memoryview PyMemoryView_GetContiguous(object base, int buffertype, char order)
    bint PyMemoryView_Check(object o)
    Py_buffer *PyMemoryView_GET_BUFFER(object o)
    Py_buffer *PyMemoryView_GET_BASE(object o)
