# test: generators of types.coroutine wait for coroutines by `yield from`, also for those of the interpreter
"""
>>> ended(old(new())), ended(waits(old(new()))), ended(spelled(new()))
(10, 10, 10)
>>> async def theirs():
...     return await paused()
>>> g = spelled(theirs())
>>> g.send(None), ended(g)
('paused', 10)
>>> plain(new())
Traceback (most recent call last):
TypeError: cannot 'yield from' a coroutine object in a non-coroutine generator
>>> list(old([1, 2])), next(old(iter('a')))
([1, 2], 'a')
"""
import types
import warnings
from types import coroutine

warnings.simplefilter('ignore', RuntimeWarning)


async def new():
    return 10


@types.coroutine
def old(what):
    return (yield from what)


@coroutine
def spelled(what):
    return (yield from what)


@types.coroutine
def paused():
    yield 'paused'
    return 10


async def waits(what):
    return await what


def plain(what):
    def generator():
        yield from what
    next(generator())


def ended(made):
    try:
        made.send(None)
    except StopIteration as e:
        return e.value
