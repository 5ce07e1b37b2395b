# test: unpacking into C numbers converts all items before it assigns the first
cdef class Point:
    cdef public int x, y


def partly(values):
    """
    >>> partly([1, 2, 'c']), partly((1, 'b', 3)), partly(iter('abc')), partly([1, 2, 3])
    ((0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 2, 3))
    """
    cdef int a = 0, b = 0
    cdef double c = 0
    try:
        a, b, c = values
    except (TypeError, ValueError):
        pass
    return a, b, int(c)


def swapped():
    """
    >>> swapped()
    (2, 1)
    """
    cdef int[2] pair = [1, 2]
    pair[1], pair[0] = pair
    return pair[0], pair[1]


def mixed(values):
    """
    >>> mixed((1, 2, 3, 'd'))
    (1, 2, [3, 'd'])
    """
    cdef int a
    point = Point()
    a, point.x, *rest = values
    return a, point.x, rest


cdef int first, second

def of_globals(values):
    """
    >>> of_globals((3, 4)), of_globals((7, 'x'))
    ((3, 4), (3, 4))
    """
    global first, second
    try:
        first, second = values
    except TypeError:
        pass
    return first, second
