"""Three functions over typed memoryviews: strided, contiguous and two-dimensional."""


def total(double[:] values):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(values.shape[0]):
        result += values[i]
    return result


def add_to(double[::1] values, double[::1] result):
    cdef Py_ssize_t i
    if values.shape[0] != result.shape[0]:
        raise ValueError("the lengths differ")
    for i in range(values.shape[0]):
        result[i] += values[i]


def largest(double[:, ::1] rows):
    cdef Py_ssize_t i, j
    cdef double result = rows[0, 0]
    for i in range(rows.shape[0]):
        for j in range(rows.shape[1]):
            if rows[i, j] > result:
                result = rows[i, j]
    return result
