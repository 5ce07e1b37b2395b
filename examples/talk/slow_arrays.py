"""Example 2 with NumPy (temporary arrays of all pairs), and as a plain Python loop."""
from math import sqrt


def do_something(a, b):
    """The sum of the rounded distances above 10 over all pairs with `a[i] <= b[j]`.

    >>> import numpy as np
    >>> int(do_something(np.arange(5.0), np.arange(30.0)))
    1916
    """
    import numpy as np

    a_grid, b_grid = np.meshgrid(a, b)
    tmp = np.sqrt(a_grid**2 + b_grid**2)
    tmp = np.floor(tmp + 0.5).astype(np.int64)
    tmp[(tmp <= 10) | (a_grid > b_grid)] = 0
    return tmp.sum()


def do_something_loop(a, b):
    """The same, pair by pair.

    >>> do_something_loop(range(5), range(30))
    1916
    """
    total = 0
    for x in a:
        for y in b:
            if x > y:
                continue
            tmp = int(sqrt(x**2 + y**2) + 0.5)
            if tmp > 10:
                total += tmp
    return total
