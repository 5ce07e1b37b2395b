# test: importlib.reload of a compiled module does not run it again, and leaves it as it was
"""
>>> own = sys.modules[__name__]
>>> own.value = 7
>>> again() is own, own.value, own.runs, own.__spec__.name == __name__
(True, 7, 1, True)
>>> read(), type(made) is Kind, next(numbers) >= 0, again().read is read
(7, True, True, True)
>>> own.value = 5
"""
import importlib
import os
import sys

runs = globals().get('runs', 0) + 1
value = 5


class Kind:
    pass


made = Kind()
numbers = (i for i in range(10 ** 6))


def read():
    return value


def again():
    sys.path.insert(0, os.path.dirname(__file__))
    try:
        return importlib.reload(sys.modules[__name__])
    finally:
        sys.path.pop(0)
