# test: statements in the body of an extension type run when the type is made; properties written again
"""
>>> Busy.items, Busy.item, Busy.caught, Busy.text, Busy.number
([0, 1, 2, 9], 2, 'caught', '', 5)
>>> Busy.one is Busy.two, hasattr(Busy, 'gone')
(True, False)
>>> Busy().chosen(), Busy().system == 'posix'
('chosen', True)
>>> registry
{'early': 1, 'answer': (42, 42)}
>>> Busy().field
3
>>> Compiled().which()
'compiled'
>>> Again().value, Again().late
('second', 'late')
>>> again = Again(); again.value = 3
>>> again.kept
3
"""
cimport cython
import os

registry = {}


def twice(x):
    return x, x


cdef class Busy:
    items = []
    for item in range(3):
        items.append(item)
    registry['early'] = 1
    answer = 42
    registry['answer'] = twice(answer)
    try:
        raise KeyError
    except KeyError:
        caught = 'caught'
    one = two = []
    with open(os.devnull) as file:
        text = file.read()
    number = 2
    number += 3
    gone = 1
    del gone
    assert number == 5
    if os.name:
        from os import name as system

        def chosen(self):
            return 'chosen'
    else:
        def chosen(self):
            return 'other'
    while len(items) < 4:
        items.append(9)
    cdef public int field

    def __init__(self):
        self.field = 3


@cython.cclass
class Compiled:
    if cython.compiled:
        number: cython.int

        @cython.cfunc
        def said(self):
            return 'compiled'

        def which(self):
            return self.said()
    else:
        def which(self):
            return 'not compiled'


cdef class Again:
    cdef public object kept

    @property
    def value(self):
        return 'first'

    @value.getter
    def value(self):
        return 'other'

    @property
    def value(self):
        return 'second'

    @value.setter
    def value(self, new):
        self.kept = new

    property late:
        def __get__(self):
            return 'early'

    property late:
        def __get__(self):
            return 'late'


cdef class Whole(int):
    """A builtin type whose instances have different sizes.

    >>> x = Whole(2 ** 200 + 5)
    >>> x == 2 ** 200 + 5, x.twice() == 2 ** 201 + 10, type(x) is Whole
    (True, True, True)
    """
    def twice(self):
        return self * 2


cdef class Reader:
    cdef int size

    def __init__(self, size):
        self.size = size

    cpdef int read(self, int more=3):
        return self.size + more

    cdef int whole(self) except -1:
        return self.size


def read_directly(Reader r):
    """C methods that are called by their class's name, without a look at who overrides them.

    >>> read_directly(Reader(4))
    (7, 4)
    >>> read_directly(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'read'
    >>> whole_directly(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'whole'
    """
    return Reader.read(r), Reader.whole(r)


def whole_directly(Reader r):
    return Reader.whole(r)
