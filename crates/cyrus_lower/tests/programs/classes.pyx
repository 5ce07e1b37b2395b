# Classes: of Python, and extension types.
class Base:
    """A base."""
    limit = 3

    def __init__(self, x):
        self.x = x

class Derived(Base, metaclass=type):
    def __init__(self):
        super().__init__(1)

cdef class Point:
    cdef public double x
    cdef list seen

    def __cinit__(self, double x=0):
        self.x = x
        self.seen = []

    cdef double size(self):
        return self.x

    cpdef double scaled(self, double by=2):
        return self.size() * by

    def __add__(self, other):
        return NotImplemented

    def __len__(self):
        return len(self.seen)

    def __eq__(self, other):
        return self is other

    def __getitem__(self, i):
        return self.seen[i]

    def __setitem__(self, i, v):
        self.seen[i] = v

def use(Point p):
    return p.scaled(), p.x
