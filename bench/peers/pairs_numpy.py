"""Example 2 with NumPy: arrays of all pairs, in blocks of rows so that memory stays small."""
import numpy as np


def contiguous(a, b, block=64):
    total = 0
    for start in range(0, len(a), block):
        rows = a[start:start + block, None]
        rounded = np.floor(np.sqrt(rows**2 + b**2) + 0.5).astype(np.int32)
        total += int(rounded[(rows <= b) & (rounded > 10)].sum(dtype=np.int64))
    return total
