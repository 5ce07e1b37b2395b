# test: extension types with Python classes as further bases
# cython: language_level=3
cimport cython

cdef class First:
    cdef c_name(self):
        return "First"
    cpdef name(self):
        return self.c_name()

class Mixin:
    def mixed(self):
        return "mixed " + self.name()
    def __len__(self):
        return 7

class Slotted:
    __slots__ = ()
    def slot(self):
        return "slot"

cdef class Both(First, Mixin, Slotted):
    cdef dict __dict__
    cdef c_name(self):
        return "Both"

cdef class Below(Both):
    def __len__(self):
        return super().__len__() + 1

class Outside(Below):
    pass

cdef class Narrow(First, Slotted):
    pass

def test():
    """
    >>> b = Both()
    >>> b.name(), b.mixed(), b.slot(), len(b), [c.__name__ for c in Both.__mro__]
    ('Both', 'mixed Both', 'slot', 7, ['Both', 'First', 'Mixin', 'Slotted', 'object'])
    >>> o = Outside(); o.mixed(), len(o), isinstance(o, Mixin), issubclass(Below, Slotted)
    ('mixed Both', 8, True, True)
    >>> Narrow().slot(), isinstance(Narrow(), Slotted), hasattr(Narrow(), '__dict__')
    ('slot', True, False)
    """


ended = []


class Finalized:
    __slots__ = ()

    def __del__(self):
        ended.append('__del__')


cdef class Plain:
    pass


@cython.final
cdef class Ended(Plain, Finalized):
    def __dealloc__(self):
        ended.append('__dealloc__')


def finalizers():
    """
    >>> finalizers()
    ['__del__', '__dealloc__']
    """
    ended.clear()
    Ended()
    return list(ended)
