# test: unions from dicts take the one field that is given; C tuples want sequences of their length; structs are dicts, too
# cython: language_level=3
cdef union Number:
    int i
    double d

cdef struct Tagged:
    int tag
    Number value

cdef struct Pair:
    int a
    int b

def tagged(x):
    """
    >>> tagged({'tag': 0, 'value': {'i': 3}}), tagged({'tag': 1, 'value': {'d': 2.5}})
    (3, 2.5)
    >>> tagged({'tag': 0, 'value': {'i': 3, 'd': 2.5}})
    Traceback (most recent call last):
    ValueError: More than one union attribute passed: 'i' and 'd'
    >>> tagged({'tag': 0, 'value': {}})
    Traceback (most recent call last):
    ValueError: No value specified for any of the union attributes
    >>> tagged({'tag': 0, 'value': 3})
    Traceback (most recent call last):
    TypeError: Expected a mapping, got int
    >>> tagged({'tag': 0, 'value': {'i': 'x'}})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: ...
    """
    cdef Tagged t = x
    return t.value.i if t.tag == 0 else t.value.d

def pair(x):
    """
    >>> pair((1, 2)), pair([3, 4]), pair(iter([5, 6]))
    ((1, 2), (3, 4), (5, 6))
    >>> pair((1, 2, 3))
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got size 3
    >>> pair("")
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got size 0
    >>> pair(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    cdef (int, int) t = x
    return t

def items():
    """
    >>> items()
    ([('a', 1), ('b', 2)], 1)
    """
    cdef Pair p = Pair(a=1, b=2)
    return sorted(p.items()), p.a


def refused(list items):
    """
    A C tuple is a tuple, which a variable of another type refuses.

    >>> refused([])
    'Expected list, got tuple'
    """
    cdef (int, double) pair = (1, 2.5)
    try:
        items = pair
    except TypeError as e:
        return str(e)


ctypedef (int, (double, object)) Deep


def kept(x):
    """Variables that are C tuples with objects.

    >>> kept([2])
    ((1, [2, 3]), (2, None))
    """
    cdef (int, object) t = (1, x)
    cdef (int, object) s = t
    t[1].append(3)
    t = (2, None)
    return s, t


def deep(Deep x):
    """
    >>> deep((1, (2, 'a')))
    ((1, (2.0, 'a')), 'a')
    """
    cdef Deep y = x
    a, (b, c) = y
    return y, c


def unset(flag):
    """
    >>> unset(1)
    'v'
    >>> unset(0)
    Traceback (most recent call last):
    UnboundLocalError: local variable 't' referenced before assignment
    """
    cdef (int, object) t
    if flag:
        t = (1, 'v')
    return t[1]


def cast(int x, double y):
    """Checked casts of C values.

    >>> cast(5, 1)
    ('Expected list, got int', 'Expected dict, got float', 5, 1.0)
    """
    found = []
    try:
        found.append(<list?>x)
    except TypeError as e:
        found.append(str(e))
    try:
        found.append(<dict?>y)
    except TypeError as e:
        found.append(str(e))
    return found[0], found[1], <int?>x, <float?>y
