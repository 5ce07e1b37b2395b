# test:
"""Directives that change what functions are to Python.

>>> sorted(key.split(' ')[0] for key in __test__)
['Kind.method', 'Klass.method', 'Product.__add__', 'either', 'one', 'one_of_class', 'truth', 'with_keywords']
"""
cimport cython
import io
import sys


@cython.always_allow_keywords(False)
def one(a):
    """
    >>> one(3), one(*[4])
    (3, 4)
    >>> one(**{})
    Traceback (most recent call last):
    TypeError: one() takes exactly 1 positional argument (0 given)
    >>> one(a=3)
    Traceback (most recent call last):
    TypeError: one() takes no keyword arguments
    """
    return a


@cython.always_allow_keywords(False)
def with_keywords(a, b):
    """
    >>> with_keywords(a=1, b=2)
    (1, 2)
    """
    return a, b


@cython.optimize(use_switch=False)
@cython.warn(undeclared=True, unused=True)
def truth(int a, int b):
    """
    >>> truth(1, 2), truth(2, 1), truth(1, 1)
    ('less', 'more', 'same')
    """
    if cython.likely(a < b):
        return 'less'
    return 'more' if cython.unlikely(a > b) else 'same'


def no_example():
    """No example here."""


cdef hidden():
    """
    >>> None.x
    """


cdef class Kind:
    def __bool__(self):
        """
        >>> None.x
        """
        hidden()
        return True

    def method(self):
        """
        >>> Kind().method()
        1
        """
        return 1


class Klass:
    def method(self):
        """
        >>> Klass().method()
        2
        """
        return 2


cdef class OneOf:
    @cython.always_allow_keywords(False)
    def method(self, a):
        return a


def one_of_class():
    """
    >>> one_of_class()
    OneOf.method() takes no keyword arguments
    """
    try:
        return getattr(OneOf(), 'method')(a=3)
    except TypeError as error:
        return print('OneOf.' + str(error).rpartition('.')[2])


@cython.c_api_binop_methods(True)
cdef class Product:
    cdef int n

    def __init__(self, n=1):
        self.n = n

    def __add__(a, b):
        """
        >>> Product(2) + 3, 4 + Product(5), Product(2) + Product(7)
        ('left 2 3', 'right 4 5', 'left 2 Product')
        """
        if isinstance(a, Product):
            return f'left {(<Product> a).n} {"Product" if isinstance(b, Product) else b}'
        return f'right {a} {(<Product> b).n}'

    def __pow__(a, b, c):
        return type(a).__name__, type(b).__name__, c


def either():
    """
    >>> either()
    (('Product', 'int', None), ('int', 'Product', None), ('Product', 'int', 5))
    """
    return Product() ** 2, 2 ** Product(), pow(Product(), 2, 5)


cdef int loud() noexcept:
    raise ValueError('loud')


@cython.unraisable_tracebacks(False)
cdef int quiet() noexcept:
    raise ValueError('quiet')


def test_unraisable():
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        loud()
        first = sys.stderr.getvalue()
        quiet()
        second = sys.stderr.getvalue()[len(first):]
    finally:
        sys.stderr = kept
    name = __name__
    assert first.startswith(f"ValueError: loud\nException ignored in: '{name}.loud'\nTraceback"), first
    assert second.startswith(f"Exception ignored in: '{name}.quiet'\nTraceback"), second
