# test: errors of plain Python have the words of the running interpreter
import sys


def said(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


def unbound():
    if False:
        x = 1
    return x


def unbound_free():
    def inner():
        return later
    inner()
    later = 1


def names():
    """
    >>> names()
    True
    """
    new = sys.version_info >= (3, 11)
    local = "cannot access local variable 'x' where it is not associated with a value"
    free = "cannot access free variable 'later' where it is not associated with a value in enclosing scope"
    assert said(unbound) == f'UnboundLocalError: {local}' if new else 'referenced before' in said(unbound)
    assert said(unbound_free) == f'NameError: {free}' if new else 'referenced before' in said(unbound_free)
    return True


def unpacked(value):
    """
    >>> print(said(unpacked, 5), said(unpacked, [1]), said(unpacked, [1, 2, 3]), sep='; ')
    TypeError: cannot unpack non-iterable int object; ValueError: not enough values to unpack (expected 2, got 1); ValueError: too many values to unpack (expected 2)
    """
    a, b = value


def unpacked_star(value):
    """
    >>> print(said(unpacked_star, None), said(unpacked_star, []), said(unpacked_star, [1]), sep='; ')
    TypeError: cannot unpack non-iterable NoneType object; ValueError: not enough values to unpack (expected at least 2, got 0); ValueError: not enough values to unpack (expected at least 2, got 1)
    """
    a, *b, c = value


class NoIterator:
    def __iter__(self):
        return 5


def listed(value):
    """
    >>> listed('ab')
    [0, 'a', 'b']
    >>> said(listed, 5)
    'TypeError: Value after * must be an iterable, not int'
    >>> said(listed, NoIterator())
    "TypeError: iter() returned non-iterator of type 'int'"
    """
    return [0, *value]


def passed(value):
    """
    >>> passed('ab')
    (0, 'a', 'b', 1)
    >>> said(passed, None)
    'TypeError: Value after * must be an iterable, not NoneType'
    """
    return (lambda *args: args)(0, *value, 1)


def caught(types):
    """
    >>> caught(ValueError), caught((TypeError, ValueError))
    ('caught', 'caught')
    >>> said(caught, (TypeError, (ValueError,)))
    'TypeError: catching classes that do not inherit from BaseException is not allowed'
    """
    try:
        raise ValueError
    except types:
        return 'caught'


def nested():
    """
    >>> said(nested)
    'TypeError: catching classes that do not inherit from BaseException is not allowed'
    """
    try:
        raise ValueError
    except (TypeError, (KeyError, ValueError)):
        return 'caught'


def numbers():
    """
    >>> for f in numbers(): print(said(f))
    TypeError: bad operand type for unary ~: 'float'
    TypeError: '<' not supported between instances of 'complex' and 'complex'
    ZeroDivisionError: float division by zero
    TypeError: 'int' object is not an iterator
    IndexError: index out of range
    """
    def invert():
        return ~1.5

    def order():
        return 1j < 2j

    def divide():
        x = 0.0
        return 1.5 / x

    def iterate():
        return next(5)

    def index():
        s = b'abc'
        return s[5]

    return invert, order, divide, iterate, index


class Base:
    def f(*args):
        return super().__repr__()


def no_first():
    """
    >>> said(no_first)
    'RuntimeError: super(): no arguments'
    """
    return Base().f()
