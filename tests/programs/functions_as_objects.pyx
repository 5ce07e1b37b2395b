# test: a cpdef function taken as an object is the module's own Python function
cpdef int twice(int x):
    return 2 * x

cpdef object same(object x):
    return x

again = twice
table = {1: same, 2: twice}

def taken():
    """
    >>> taken()
    (True, True, [2, 4], [1, 2])
    >>> again is twice, table[2](21), table[1]('x')
    (True, 42, 'x')
    """
    return twice is again, table[1] is same, list(map(twice, [1, 2])), list(map(same, [1, 2]))
