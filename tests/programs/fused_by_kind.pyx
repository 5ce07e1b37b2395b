# test:
"""A fused C function is called for a number of the same kind rather than for a wider one of another kind."""
ctypedef fused number:
    int
    double

cdef number twice(number a):
    return a * 2


def calls(long big, float small):
    """
    >>> calls(5, 0.5)
    (8, 3.0, 10, 1.0)
    """
    return twice(4), twice(1.5), twice(big), twice(small)


ctypedef float[:, ::1] rows
ctypedef double[:, ::1] wide_rows
ctypedef fused table:
    rows
    wide_rows


def named(table a):
    """
    Views that have a name are chosen by it.

    >>> list(named.__signatures__)
    ['rows', 'wide_rows']
    """
    return a[0, 0]
