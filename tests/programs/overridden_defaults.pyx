# test: Python code in the place of cpdef methods gets all arguments, with the method's defaults
cdef class Base:
    cpdef both(self, a, b=2, int c=3):
        return 'base', a, b, c

    cpdef int number(self, int x=1) except? -1:
        return x


class Derived(Base):
    def both(self, *args, **kwargs):
        return args, kwargs

    def number(self, *args):
        return 100 * len(args) + sum(args)


def through_c():
    """
    >>> through_c()
    [((1, 2, 3), {}), ((1, 5, 3), {}), ((1, 5, 6), {}), ((1, 7, 3), {})]
    """
    cdef Base a = Derived()
    return [a.both(1), a.both(1, 5), a.both(1, 5, 6), a.both(1, b=7)]


def numbers():
    """
    >>> numbers()
    (101, 105, 0, 1)
    """
    cdef Base a = Derived(), b = Base()
    return a.number(), a.number(5), Derived().number(), b.number()
