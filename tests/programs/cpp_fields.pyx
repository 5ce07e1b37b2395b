# test: c++, with fields of extension types that are C++ objects
from libcpp.atomic cimport atomic

cdef class Flag:
    """
    >>> f = Flag()
    >>> f.value
    7
    """
    cdef atomic[int] _value

    def __init__(self):
        self._value.store(7)

    @property
    def value(self):
        return self._value.load()
