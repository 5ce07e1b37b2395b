# test: class bodies and defaults of methods see names of C level
import sys

cdef object limit = sys.maxsize
cdef int three = 3

cdef class Ext:
    cdef object a
    constant = three
    def __cinit__(self, b=limit):
        self.a = b
    def get(self, other=three):
        """
        >>> Ext().get() == sys.maxsize + 3, Ext.constant
        (True, 3)
        """
        return self.a + other

class Plain:
    """
    >>> Plain.value == sys.maxsize, Plain().get()
    (True, 3)
    """
    value = limit
    def get(self, other=three):
        return other
