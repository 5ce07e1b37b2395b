# test: unsigned integers beside literals overflow as C's do; what is narrower than int becomes one
# cython: language_level=3
cimport cython
from libc.stdint cimport uint8_t, uint16_t, uint32_t

ctypedef unsigned char byte


def generator(uint32_t seed, int n):
    """
    >>> generator(4000000000, 3)
    [61903, 61037, 11707]
    """
    cdef uint32_t x
    out = []
    for _ in range(n):
        x = (seed * 1664525 + 1013904223) >> 16
        out.append(x)
        seed = seed * 1664525 + 1013904223
    return out


def below(unsigned int u):
    """
    >>> below(2)
    (4294967293, 'long', True, 4294967294, 1431655764, 1, 4294967289, 12.5)
    >>> below(4000000000)
    (3999999995, 'long', True, 4294967288, 1333333331, 294967299, 884901887, 10000000007.5)
    """
    return u - 5, cython.typeof(u - 5), u - 5 > 0, (u * 3 | ~7) - 0, (u - 5) // 3, 3 - u, ~(u * 3), (u + 3) * 2.5


def signed(int i, long l):
    """
    >>> signed(2 ** 30, 2)
    (4294967296, -3, 'long')
    """
    return i * 4, l - 5, cython.typeof(i * 4)


def checked(unsigned int u):
    """
    >>> checked(2)
    -3
    """
    with cython.overflowcheck(True):
        return u - 5


def narrow(uint8_t b, uint16_t w, byte own):
    """
    >>> narrow(200, 7, 3)
    (-201, -200, 450, -8, -4, -3, 400, 6)
    >>> types(1, 2, 3)
    ('int', 'int', 'int', 'int')
    """
    return ~b, -b, b + 250, ~w, ~own, -own, b + b, own + own


def types(uint8_t b, uint16_t w, byte own):
    return cython.typeof(~b), cython.typeof(b + b), cython.typeof(w * w), cython.typeof(b + own)


def either(int a, unsigned int b, bint first):
    """
    Either keeps its sign where no C type has to hold both.

    >>> either(-1, 7, True)
    (-1, 7, -1, [-1], -1.0, 4294967295)
    >>> either(0, 7, False)
    (7, 0, 7, [7], 7.0, 7)
    """
    cdef double as_float = a or b
    cdef unsigned int as_unsigned = a or b
    return a or b, a and b, a if first else b, [a if first else b], as_float, as_unsigned
