# test: numpy
"""NumPy's C API works in a module that cimports numpy and never calls `import_array`.

>>> import numpy
>>> size_of(numpy.float32)
4
>>> kinds(numpy.zeros((2, 3)))
(2, 48, True)
"""
cimport numpy as np


def size_of(kind):
    cdef np.dtype d = np.PyArray_DescrFromType(np.dtype(kind).num)
    return d.itemsize


def kinds(np.ndarray a):
    return np.PyArray_NDIM(a), np.PyArray_NBYTES(a), np.PyArray_EquivTypes(np.dtype("d"), a.dtype) != 0
