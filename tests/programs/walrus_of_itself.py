"""Variables that are given their own value within an expression.

>>> negative(3), negative(2.5), negative(True)
(-3, -2.5, -1)
>>> both(2, 5)
(7, 7)
>>> counted(4)
[-1, -2, -3, -4]
>>> sliced([1, 2, 3], 1)
Traceback (most recent call last):
    ...
TypeError: bad operand type for unary -: 'list'
>>> larger(1 << 62)
9223372036854775808
"""


def negative(a):
    return -(a := a)


def both(a, b):
    return (a := a + b) + 0, (b := a)


def counted(n):
    total = 0
    return [-(total := total + 1) for _ in range(n)]


def sliced(a, b):
    return (-(a := a))[b:a]


def larger(a):
    return (a := a) + (a := a + 0)
