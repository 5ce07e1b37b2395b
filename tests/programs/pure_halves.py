# test: numpy items of half precision in pure mode
import cython
import numpy as np


@cython.boundscheck(False)
def scaled(v: cython.float16[:], by: cython.float):
    """
    >>> a = np.array([1, 2, 3], dtype=np.float16)
    >>> scaled(a, 0.5)
    >>> a.tolist()
    [0.5, 1.0, 1.5]
    """
    i: cython.Py_ssize_t
    for i in range(v.shape[0]):
        v[i] = v[i] * by


@cython.locals(v=cython.float16[:])
def last(v):
    """
    >>> float(last(np.array([1, 2.5], dtype=np.float16)))
    2.5
    """
    return v[-1]
