# test: what class bodies put into their namespace and in which order, and the names of a class in annotation scopes (PEP 695)
"""
>>> orders[0][:2], orders[0][-2:], 'twice' in orders[0]
(['__module__', '__qualname__'], ['__classcell__', '__orig_bases__'], True)
>>> orders[0].index('__annotations__') < orders[0].index('__doc__') < orders[0].index('field')
True
>>> ('__firstlineno__' in orders[0]) == ('__static_attributes__' in orders[0]) == since(13)
True
>>> not since(13) or orders[0][2:4] == ['__firstlineno__', '__type_params__']
True
>>> not since(13) or sorted(Stores.__static_attributes__) == ['__private', 'a', 'body', 'caught', 'each', 'first', 'last', 'seen', 'typed']
True
>>> not since(13) or (Stores.Inner.__static_attributes__, Bare.__static_attributes__) == (('own',), ())
True
>>> not since(13) or decorated_at()
True
>>> given(Names.Alias) == list[seen], given(Names.Pair).__args__[0] is seen, given(Names.Hidden)
(True, True, 7)
>>> Names().method(1).__name__, Names.method.__annotations__['a'], bound(Names.method) is seen
('T', <class 'int'>, True)
>>> given(Names.Magic), given(Names.Global), given(Names.Outer)
('from the metaclass', 'module', 'outer')
>>> [given(Names.Comprehension), given(Names.Function)()]
[['outer'], 'outer']
>>> not since(12) or given(Names.Later) == 'later'
True
>>> future, sorted(__annotations__)
('annotations', ['future'])
"""
from __future__ import generator_stop
import __future__
import sys

assert generator_stop is __future__.generator_stop and __annotations__ == {}
future: str = 'annotations'
orders = []


def since(minor):
    return sys.version_info >= (3, minor)


class Ordered(type):
    def __new__(meta, name, bases, space):
        orders.append(list(space))
        return super().__new__(meta, name, bases, space)


class Described[T](metaclass=Ordered):
    """It has everything."""
    field: int = 1

    def twice(self):
        self.a = __class__


class Stores:
    def __init__(self, other):
        self.a = self.first, *self.last = [1, 2]
        self.typed: int = 1
        self.counted += 1
        other.not_mine = 2
        for self.each in ():
            pass
        with other as self.seen:
            del self.gone
        self.__private = [0 for self.caught in ()]

        class Local:
            self.body = 1

            def method(self):
                self.not_mine = 1

    class Inner:
        def method(self):
            self.own = 1


class Bare:
    pass


def same(cls):
    return cls


@same
@same
class Decorated(
        Bare):
    pass


def decorated_at():
    with open(sys.modules[__name__].__file__, 'rb'):
        return Decorated.__firstlineno__ + 4 == decorated_at.__code__.co_firstlineno - 3


def bound(function):
    return function(None, 0).__bound__


def given(alias):
    return alias.__value__ if since(12) else alias


X = 'module'


class Prepared(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return {'magic': 'from the metaclass'}


def make():
    X = 'outer'
    Unbound = 'outer'

    class Names(metaclass=Prepared):
        global Y
        X = int
        Y = 'module'
        __hidden = 7
        type Alias = list[X]
        type Pair[T: X] = dict[X, T]
        type Hidden = __hidden
        type Magic = magic
        type Global = Y
        type Outer = Unbound
        type Comprehension = [X for _ in range(1)]
        type Function = lambda: X
        if since(12):
            type Later = later

        def method[T: X](self, a: X):
            return T

        later = 'later'

    Names.X = str
    return Names


Names = make()
seen = str if since(12) else int
