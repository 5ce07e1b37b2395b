# test: what is thrown reaches other iterators as it was given; what nobody awaited is warned of (Python 3.13)
"""
>>> for generator in outer, lambda: outer(outer), manual:
...     print([thrown(generator, *args) for args in ((KeyError,), (KeyError, 'k'), (KeyError('k'),), (KeyError, None, None))])
[['type'], ['type', 'str'], ['KeyError'], ['type', 'NoneType', 'NoneType']]
[['type'], ['type', 'str'], ['KeyError'], ['type', 'NoneType', 'NoneType']]
[['type'], ['type', 'str'], ['KeyError'], ['type', 'NoneType', 'NoneType']]
>>> thrown(outer, 5), thrown(outer, 'no exception', 6)
(['int'], ['str', 'int'])
>>> thrown(outer, GeneratorExit)
'closed'
>>> refused(5), refused(KeyError, 1, 2), refused(KeyError('k'), 1), refused()
('TypeError', 'TypeError', 'TypeError', 'TypeError')
>>> refused(KeyError), refused(KeyError, 'k'), nested()
('KeyError', 'KeyError', ('ValueError', ['type', 'str']))
>>> unawaited() == (['asend', 'athrow', 'aclose', 'asend'] if sys.version_info >= (3, 13) else [])
True
"""
import gc
import sys
import warnings


class Foreign:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        self.got = [type(a).__name__ for a in args]
        raise StopIteration(self.got)

    def close(self):
        self.got = 'closed'


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def outer(inner=Foreign):
    yield (yield from inner())


class Awaited:
    def __await__(self):
        return Foreign()


def manual():
    async def waits():
        return await Awaited()

    yield (yield from waits().__await__())


def thrown(generator, *args):
    g = generator()
    next(g)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            return g.throw(*args)
        except GeneratorExit:
            return 'closed'


def refused(*args):
    try:
        thrown(lambda: outer(Plain), *args)
    except Exception as e:
        return type(e).__name__


class Throwing(Foreign):
    """Another generator is thrown into on the way."""

    def throw(self, *args):
        try:
            thrown(lambda: outer(Plain), ValueError, 'v')
        except ValueError as e:
            raise StopIteration((type(e).__name__, [type(a).__name__ for a in args]))


def nested():
    return thrown(lambda: outer(Throwing), KeyError, 'k')


async def numbers():
    yield 1


def unawaited():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        g = numbers()
        for f in g.asend, g.athrow:
            f(KeyError('k'))
        g.aclose()
        g.__anext__()
        closed = g.asend(1)
        try:
            closed.close()
        except StopAsyncIteration:
            pass
        del closed
        gc.collect()
    words = [str(w.message).split("'") for w in seen]
    assert all(w[3] == 'numbers' and w[4] == ' was never awaited' for w in words)
    return [w[1] for w in words]
