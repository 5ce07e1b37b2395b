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
