"""Numbers without declared types are Python's: literals that are too large to fold, what builtins return, powers of floats.

>>> [f().bit_length() for f in (large_power, large_shift)]
[4097, 5001]
>>> added(7) - 7 == 1 << 5000
True
>>> remainder()
6
>>> negative_shift()
'negative shift count'
>>> fraction()
(0.5, 0.3333333333333333)
>>> zero_power()
'0.0 cannot be raised to a negative power'
>>> shifted_length("x" * 70) == 1 << 70
True
>>> power_of_length("x" * 70) == 2 ** 70
True
>>> type(power_of_length("")), power_of_length("abc")
(<class 'int'>, 8)
>>> products("x" * 5)
(10, 25, 6, 4, 2, 1)
>>> hashes(2 ** 61 - 2)
(4611686018427387900, 6917529027641081850, -2305843009213693950)
>>> quotient(-3)
-1.0
>>> codes("\\U0010ffff") == (0x10ffff << 20, 0x10ffff ** 3, 0x10ffff * 0x10ffff)
True
>>> float_power(2.0, 5000)
'Numerical result out of range'
>>> float_power(0.0, -1)
'0.0 cannot be raised to a negative power'
>>> float_power(2.0, 0.5) == 2 ** 0.5
True
>>> literal_float_power()
'Numerical result out of range'
>>> flags(3)
(36893488147419103232, 2)
>>> chained("a" * 3)
[0, 1, 2, 3]
>>> longest("abc", "ab")
9
"""


def large_power():
    return 2 ** 4096


def large_shift():
    return 1 << 5000


def added(x):
    return x + (1 << 5000)


def remainder():
    return (3 ** 1025) % 7 + 1


def negative_shift():
    try:
        return 1 << -1
    except ValueError as error:
        return str(error)


def fraction():
    return 2 ** -1, 1 / 3


def zero_power():
    try:
        return 0 ** -1
    except ZeroDivisionError as error:
        return str(error)


def shifted_length(text):
    return 1 << len(text)


def power_of_length(text):
    return 2 ** len(text)


def products(text):
    return len(text) * 2, len(text) * len(text), len(text) + 1, len(text) - 1, len(text) // 2, len(text) % 2


def hashes(x):
    return hash(x) * 2, hash(x) + hash(x) + hash(x), -hash(x)


def quotient(x):
    return hash(x) / 3


def codes(c):
    return ord(c) << 20, ord(c) ** 3, ord(c) * ord(c)


def float_power(a, b):
    x = float(a)
    y = float(b)
    try:
        return x ** y
    except (OverflowError, ZeroDivisionError) as error:
        return error.args[-1]


def literal_float_power():
    x = 2.0
    try:
        return x ** 5000
    except OverflowError as error:
        return error.args[-1]


def flags(x):
    return (x > 2) << 65, (x > 2) + (x < 5)


def chained(text):
    return [i for i in range(len(text) + 1)]


def longest(a, b):
    return max(len(a), len(b)) * 3
