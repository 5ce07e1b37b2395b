# Views of memory.
def total(double[:] a, const int[:, ::1] b):
    cdef Py_ssize_t i, j
    cdef double s = 0
    for i in range(a.shape[0]):
        s += a[i]
    for i in range(b.shape[0]):
        for j in range(b.shape[1]):
            s += b[i, -1]
    return s

def part(double[:, :] a, int i):
    cdef double[:] row = a[i, ::2]
    row[:] = 0
    row[0] = 1
    return row
