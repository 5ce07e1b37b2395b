# test: integers of 128 bits behind typedefs, division of unsigned typedefs
"""Integers of 128 bits behind a typedef that says less: only the C compiler knows how wide they are."""
cdef extern from *:
    ctypedef long long wide "__int128_t"
    ctypedef unsigned long long uwide "__uint128_t"

cimport cython

cdef class Holder:
    cdef public wide held
    cdef public uwide large

def there(x):
    """
    >>> [there(x) == x for x in (0, -1, 1, 2**63, -2**63 - 1, 2**64, -2**100, 2**127 - 1, -2**127)]
    [True, True, True, True, True, True, True, True, True]
    >>> there(2**127)
    Traceback (most recent call last):
    OverflowError: value too large to convert to wide
    >>> there(-2**127 - 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to wide
    >>> there("1")
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef wide n = x
    return n

def unsigned_there(x):
    """
    >>> [unsigned_there(x) == x for x in (0, 1, 2**63, 2**64 - 1, 2**64, 2**100, 2**128 - 1)]
    [True, True, True, True, True, True, True]
    >>> unsigned_there(2**128)
    Traceback (most recent call last):
    OverflowError: value too large to convert to uwide
    >>> unsigned_there(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to uwide
    """
    cdef uwide n = x
    return n

def arithmetic(uwide a, uwide b):
    """
    >>> arithmetic(2**100, 3) == (2**100 + 3, 2**100 * 3, 2**100 // 3, 2**100 % 3)
    True
    """
    return a + b, a * b, a // b, a % b

def held():
    """
    >>> held()
    True
    """
    h = Holder()
    h.held = -2**101
    h.large = 2**102
    return h.held == -2**101 and h.large == 2**102

from libc.stdint cimport uint64_t, int64_t

def without_sign(uint64_t a, uint64_t b):
    """
    >>> without_sign(2**64 - 1, 3) == ((2**64 - 1) // 3, (2**64 - 1) % 3)
    True
    >>> without_sign(2**63, 2**64 - 1) == (0, 2**63)
    True
    """
    return a // b, a % b

def with_sign(int64_t a, int64_t b):
    """
    >>> with_sign(-7, 2)
    (-4, 1)
    >>> with_sign(-2**63, -1)
    Traceback (most recent call last):
    OverflowError: value too large to perform division
    """
    return a // b, a % b

@cython.cpow(True)
def powers(wide a, wide b):
    """
    >>> powers(-3, 75) == (-3) ** 75
    True
    >>> powers(1, -1), powers(-1, -3), powers(7, -1)
    (1, -1, 0)
    """
    return a ** b

def too_large():
    """
    >>> too_large()
    Traceback (most recent call last):
    OverflowError: value too large to convert to uint64_t
    """
    cdef uint64_t n = 2**64
    return n
