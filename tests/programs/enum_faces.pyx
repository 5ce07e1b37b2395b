# test: cpdef enums are classes and their values members; public ones put their items into the module
# cython: language_level=3
cdef extern from *:
    """
    enum Outside { OUT_A = -1, OUT_B = 4 };
    """
    cpdef enum Outside:
        OUT_A
        OUT_B

cdef enum Secret:
    HIDDEN = 11

cdef public enum Shared:
    SHOWN = 3
    COPIED = HIDDEN

cpdef enum Colour:
    RED = 1
    CRIMSON = 1
    PINK = 3
    BLACK = 8

cpdef enum:
    LOOSE = 9

def echo(Colour c):
    return c

def default(Outside o=Outside.OUT_B):
    return o

def values():
    cdef Colour c = RED
    inner = [c, <Colour>3]
    return inner, int(c), c + 1, PINK | BLACK, f"{int(PINK)}", <int>PINK

def test():
    """
    >>> SHOWN, COPIED, LOOSE, type(SHOWN).__name__
    (3, 11, 9, 'int')
    >>> HIDDEN
    Traceback (most recent call last):
    NameError: name 'HIDDEN' is not defined
    >>> RED
    Traceback (most recent call last):
    NameError: name 'RED' is not defined
    >>> [m.name for m in Colour], list(Colour.__members__), Colour(1) is Colour["CRIMSON"]
    (['RED', 'PINK', 'BLACK'], ['RED', 'CRIMSON', 'PINK', 'BLACK'], True)
    >>> echo(Colour.PINK) is Colour.PINK, echo(1) is Colour.RED, echo(9) == 9, isinstance(echo(9), Colour)
    (True, True, True, True)
    >>> default() is Outside.OUT_B, default(-1) is Outside.OUT_A, Outside.OUT_A < 0
    (True, True, True)
    >>> found, *rest = values()
    >>> found == [Colour.RED, Colour.PINK], found[1] is Colour.PINK, rest
    (True, True, [1, 2, 11, '3', 3])
    """
