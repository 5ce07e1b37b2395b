# test: what a loop finds in a list or tuple that is written out has the extension type that all its items have
"""
>>> alike()
['Thing', 'Thing']
>>> unlike()
['Python object', 'Python object']
>>> starred([1])
['Python object', 'Python object']
>>> total()
6
>>> assigned_again()
['Python object', 'spam']
>>> nothing_there()
"'NoneType' object has no attribute 'size'"
"""
cimport cython


cdef class Thing:
    cdef int size

    def __init__(self, size=0):
        self.size = size


def alike():
    return [cython.typeof(x) for x in [Thing(), Thing()]]


def unlike():
    return [cython.typeof(x) for x in (Thing(), "spam")]


def starred(more):
    return [cython.typeof(x) for x in [Thing(), *more]]


def total():
    found = 0
    for x in (Thing(1), Thing(2), Thing(3)):
        found += x.size
    return found


def assigned_again():
    for x in [Thing()]:
        kind = cython.typeof(x)
        x = "spam"
    return [kind, x]


def nothing_there():
    cdef Thing none = None
    try:
        for x in [none]:
            x.size
    except AttributeError as e:
        return str(e)
