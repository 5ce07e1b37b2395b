"""Example 2 with numba."""
from math import sqrt

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def contiguous(a, b):
    total = np.int64(0)
    for i in range(a.shape[0]):
        for j in range(b.shape[0]):
            if a[i] > b[j]:
                continue
            rounded = int(np.floor(sqrt(a[i] ** 2 + b[j] ** 2) + 0.5))
            if rounded > 10:
                total += rounded
    return total
