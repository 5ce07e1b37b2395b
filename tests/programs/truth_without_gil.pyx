# test: `and` and `or` of C values make truth values without the GIL
def test(bint flag, int n):
    """
    >>> test(False, 0), test(True, 0), test(False, 2)
    ((False, False), (True, False), (True, True))
    """
    cdef bint some = False, last = False
    with nogil:
        some = flag or 0
        some = some or n
        last = some and n
    return some, last
