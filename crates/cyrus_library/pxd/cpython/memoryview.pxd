# Memoryview objects: https://docs.python.org/3/c-api/memoryview.html

cdef extern from "Python.h":
    # Which objects.
    bint PyMemoryView_Check(object)

    # What is below, borrowed.
    Py_buffer *PyMemoryView_GET_BASE(object)
    Py_buffer *PyMemoryView_GET_BUFFER(object)

    # Making.
    memoryview PyMemoryView_FromBuffer(const Py_buffer *)
    memoryview PyMemoryView_FromMemory(char *, Py_ssize_t, int)
    memoryview PyMemoryView_FromObject(object)
    memoryview PyMemoryView_GetContiguous(object, int, char)
