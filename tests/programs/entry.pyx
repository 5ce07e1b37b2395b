# test: c
"""What stands before the bodies of functions: depth of recursion, the type of `self`."""

import sys


def down(n):
    return down(n - 1) + 1 if n else 0


class Plain:
    def method(self, n):
        return self.method(n - 1) if n else 0

    def __getattr__(self, name):
        return getattr(self, name + "_")


def nested(n):
    yield n
    if n:
        yield from nested(n - 1)


cdef class Counter:
    cdef int value

    def __init__(self, value=0):
        self.value = value

    def bump(self):
        self.value += 1
        return self.value

    def down(self, n):
        return self.down(n - 1) if n else self.value

    @classmethod
    def make(cls):
        return cls(3)

    @staticmethod
    def twice(x):
        return 2 * x

    def named(cls):
        return cls.__name__

    named = classmethod(named)

    def thrice(x):
        return 3 * x

    thrice = staticmethod(thrice)


def remainder(int a, int b):
    return a % b


def raises(error, function, *args):
    try:
        function(*args)
    except error:
        return True
    return False


def test_depth():
    assert down(200) == 200
    assert raises(RecursionError, down, 100000)
    assert raises(RecursionError, Plain().method, 100000)
    assert raises(RecursionError, getattr, Plain(), "x")
    assert raises(RecursionError, Counter().down, 100000)
    assert raises(RecursionError, list, nested(100000))
    assert len(list(nested(50))) == 51
    assert down(200) == 200


def test_self():
    counter = Counter(1)
    assert Counter.bump(counter) == 2
    assert raises(TypeError, Counter.bump, None)
    assert raises(TypeError, Counter.bump, 5)
    assert raises(TypeError, Counter.bump)
    assert raises(TypeError, Counter.__init__, 5)
    assert Counter.make().bump() == 4
    assert Counter.twice(4) == 8
    assert Counter.named() == "Counter"
    assert Counter.thrice(4) == 12


def test_smallest_remainder():
    assert remainder(-2 ** 31, -1) == 0
    assert remainder(-7, 3) == 2
