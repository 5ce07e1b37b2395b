"""Functions: defaults, keywords, star arguments, closures, generators, C functions.

>>> scale(3)
6
>>> scale(3, factor=5)
15
>>> scale()  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
TypeError: scale() ...
>>> collect(1, 2, key=3)
((1, 2), {'key': 3})
>>> add = adder(10)
>>> add(5), add(6)
(15, 16)
>>> list(countdown(3))
[3, 2, 1]
>>> [fib(n) for n in range(10)]
[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
>>> average([1, 2, 3, 6])
3.0
>>> average([])
Traceback (most recent call last):
    ...
ValueError: nothing to average
>>> floor_div(-7, 2), modulo(-7, 2)
(-4, 1)
>>> floor_div(1, 0)
Traceback (most recent call last):
    ...
ZeroDivisionError: integer division or modulo by zero
"""


def scale(x, factor=2):
    return x * factor


def collect(*args, **kwargs):
    return args, kwargs


def adder(n):
    def add(x):
        return x + n
    return add


def countdown(n):
    while n > 0:
        yield n
        n -= 1


cdef long c_fib(int n):
    cdef long a = 0, b = 1
    cdef int i
    for i in range(n):
        a, b = b, a + b
    return a


def fib(int n):
    return c_fib(n)


cpdef double average(list numbers) except -1:
    cdef double total = 0
    if not numbers:
        raise ValueError("nothing to average")
    for x in numbers:
        total += x
    return total / len(numbers)


def floor_div(int a, int b):
    return a // b


def modulo(int a, int b):
    return a % b
