# test: coroutines that can be iterated over, and what modules of Cython say of those that cannot
"""
>>> async def ten():
...     return 10
>>> def over(it):
...     return (yield from it)
>>> async def wait(it):
...     return await it
>>> [ended(make(waits(ten()))) for make in (over, wait, own_over, own_wait)]
[10, 10, 10, 10]
>>> c = waits(Twice())
>>> next(c), c.send(None), c.__name__, c.__class__.__name__
('a', 'b', 'waits', 'coroutine')
>>> ended(c), iter(c) is c, c.__await__() is c
(None, True, True)
>>> plain = own_ten()
>>> next(own_over(plain))
Traceback (most recent call last):
TypeError: cannot 'yield from' a coroutine object in a non-coroutine generator
>>> plain.close()
>>> theirs = ten()
>>> next(own_over(theirs))
Traceback (most recent call last):
TypeError: 'coroutine' object is not iterable
>>> theirs.close()

A variable for types takes types:

>>> takes_types(int), takes_types(None)
(<class 'int'>, None)
>>> takes_types(3)
Traceback (most recent call last):
TypeError: Expected type, got int
"""
cimport cython


class Twice:
    def __await__(self):
        yield "a"
        yield "b"


@cython.iterable_coroutine
async def waits(what):
    return await what


async def own_wait(what):
    return await what


async def own_ten():
    return 10


def own_over(it):
    return (yield from it)


def ended(it):
    try:
        it.send(None)
    except StopIteration as e:
        return e.value


def takes_types(x):
    cdef type t = x
    return t
