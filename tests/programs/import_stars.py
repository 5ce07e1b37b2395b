# test: what `from module import *` takes, and how it refuses what it cannot
"""
>>> for text in refusals(): print(text)
TypeError: Item in star_given.__all__ must be str, not int
TypeError: Key in star_given.__dict__ must be str, not tuple
TypeError: module __name__ must be a string, not NoneType
TypeError: 'int' object does not support indexing
TypeError: 'set' object does not support indexing
AttributeError: module 'star_given' has no attribute 'nothing'
>>> taken_before_the_error
1
>>> counted, by_index
('one', 'two')
"""
import sys
import types


def offer(**names):
    module = sys.modules['star_given'] = types.ModuleType('star_given')
    vars(module).update(names)
    return module


class Indexed:
    def __getitem__(self, index):
        return ('counted', 'by_index')[index]


found = []
offer(__all__=['taken_before_the_error', 1, 'not_taken'], taken_before_the_error=1, not_taken=2)
try:
    from star_given import *
except TypeError as error:
    found.append(error)
vars(offer())[(1, 2)] = 3
try:
    from star_given import *
except TypeError as error:
    found.append(error)
offer(__name__=None, __all__=[1])
try:
    from star_given import *
except TypeError as error:
    found.append(error)
offer(__all__=5)
try:
    from star_given import *
except TypeError as error:
    found.append(error)
offer(__all__={'a'}, a=1)
try:
    from star_given import *
except TypeError as error:
    found.append(error)
offer(__all__=('nothing',))
try:
    from star_given import *
except AttributeError as error:
    found.append(error)
offer(__all__=Indexed(), counted='one', by_index='two')
from star_given import *
assert 'not_taken' not in globals()
del sys.modules['star_given']


def refusals():
    return [f'{type(error).__name__}: {error}' for error in found]
