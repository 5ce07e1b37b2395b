# test: super() and __class__ in every kind of method of an extension type, also where there is no instance
# cython: language_level=3
cdef class Base:
    def who(self):
        return type(self).__name__

    @classmethod
    def make(cls):
        return 'Base.make of ' + cls.__name__

cdef class Derived(Base):
    @staticmethod
    def none():
        return super()

    @staticmethod
    def one(x):
        return super().who()

    @staticmethod
    def any(*args):
        return super().who()

    def from_args(*args):
        return super().who()

    @classmethod
    def make(cls):
        return super().make()

    def in_lambda(self):
        return (lambda: super().who())()

    def in_function(self):
        def inner(x):
            return super().who(), __class__.__name__
        return inner(self)

    def in_generator(self):
        yield super().who()

    def in_comprehension(self):
        return [super().who() for _ in range(2)]

    cpdef in_c(self):
        return super().who(), __class__.__name__

    @property
    def prop(self):
        return super().who()

    @staticmethod
    def its_class():
        return __class__.__name__

def test():
    """
    >>> Derived.none()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    >>> Derived.any()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    >>> Derived().in_lambda()
    Traceback (most recent call last):
    RuntimeError: super(): no arguments
    >>> Derived.one(3)
    Traceback (most recent call last):
    TypeError: super(type, obj): obj must be an instance or subtype of type
    >>> d = Derived()
    >>> Derived.one(d), Derived.any(d, 1), d.from_args(), Derived.make()
    ('Derived', 'Derived', 'Derived', 'Base.make of Derived')
    >>> d.in_function(), list(d.in_generator()), d.in_comprehension()
    (('Derived', 'Derived'), ['Derived'], ['Derived', 'Derived'])
    >>> d.in_c(), d.prop, Derived.its_class()
    (('Derived', 'Derived'), 'Derived', 'Derived')
    """
