# cython: language_level=3
"""What a call of a function costs."""


def nothing():
    pass


def one(x):
    return x


def defaults(a, b=2, c=3):
    return a


def c_arguments(int a, double b):
    return a + b


class Plain:
    def __init__(self, x):
        self.x = x

    def method(self, other):
        return other
