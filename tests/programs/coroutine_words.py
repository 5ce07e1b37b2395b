# test: coroutines and generators: the names of their function, where they were made, and what their errors say
"""
>>> renamed()
[('own', 'renamed.<locals>.own'), ('other', 'some.other'), ('other', 'some.other')]
>>> told(enter)
"TypeError: 'async with' received an object from __aenter__ that does not implement __await__: int"
>>> told(leave)
"TypeError: 'async with' received an object from __aexit__ that does not implement __await__: str"
>>> told(fail)
"TypeError: 'async with' received an object from __aexit__ that does not implement __await__: str, in KeyError"
>>> told(step)
"TypeError: 'async for' received an invalid object from __anext__: tuple, from TypeError"
>>> told(step, Dividing())
"TypeError: 'async for' received an invalid object from __anext__: Dividing, from ZeroDivisionError"
>>> c = nothing()
>>> run(c)
>>> for again in (lambda: c.send(None), lambda: c.throw(ValueError('spam'))):
...     try: again()
...     except RuntimeError as e: print(e)
cannot reuse already awaited coroutine
cannot reuse already awaited coroutine
>>> c.close()
>>> iterated(nothing)
"'coroutine' object is not iterable"
>>> called(named())
"'generator' object is not callable"

Where a coroutine was made is known if somebody wants to know:

>>> import sys, warnings
>>> c = nothing(); c.cr_origin; run(c)
>>> sys.set_coroutine_origin_tracking_depth(1)
>>> def makes(): return nothing()
>>> c = makes(); c.cr_origin[0][1:], len(c.cr_origin)
((1, 'makes'), 1)
>>> with warnings.catch_warnings(record=True) as seen:
...     warnings.simplefilter('always')
...     del c
>>> [str(w.message).split(chr(10))[:2] for w in seen]
[["coroutine 'nothing' was never awaited", 'Coroutine created at (most recent call last)']]
>>> sys.set_coroutine_origin_tracking_depth(0)
>>> zero_powers()
['ZeroDivisionError', 'ZeroDivisionError', 'OverflowError']
>>> squared(1j), squared(2 + 1j)
((-1+0j), (3+4j))

A step of an asynchronous generator that comes while another goes on, or is closed (as CPython 3.13 has it):

>>> for text in busy(): print(text)
anext(): asynchronous generator is already running
athrow(): asynchronous generator is already running
aclose(): asynchronous generator is already running
>>> ignored()
'coroutine ignored GeneratorExit'
>>> closed()
'cannot reuse already awaited __anext__()/asend()'
"""


def named():
    yield 1


def renamed():
    def own():
        yield 1

    before = own()
    own.__name__ = "other"
    own.__qualname__ = "some.other"
    after = own()
    own.__name__ = "third"
    return [(g.__name__, g.__qualname__) for g in (before, after)] + [(after.__name__, after.__qualname__)]


class Manager:
    def __init__(self, enter, leave):
        self.enter = enter
        self.leave = leave

    def __aenter__(self):
        return self.enter

    def __aexit__(self, *error):
        return self.leave


async def nothing():
    pass


async def enter(_):
    async with Manager(1, nothing()):
        pass


async def leave(_):
    async with Manager(nothing(), "spam"):
        pass


async def fail(_):
    async with Manager(nothing(), "spam"):
        raise KeyError


class Stepping:
    def __init__(self, value):
        self.value = value

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.value


class Dividing:
    def __await__(self):
        1 / 0


async def step(value):
    async for _ in Stepping(value):
        pass


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value


def told(function, value=()):
    import warnings
    warnings.simplefilter("ignore")
    try:
        run(function(value))
    except Exception as e:
        text = f"{type(e).__name__}: {e}"
        if e.__cause__ is not None:
            return f"{text}, from {type(e.__cause__).__name__}"
        return f"{text}, in {type(e.__context__).__name__}" if e.__context__ else text


def iterated(function):
    c = function()
    try:
        iter(c)
    except TypeError as e:
        return str(e)
    finally:
        c.close()


def called(value):
    try:
        value()
    except TypeError as e:
        return str(e)


def zero_powers():
    z = 3.5 + 2j
    found = []
    for power in (lambda: 0j ** z, lambda: 0j ** (3 - 2j), lambda: (1e200 + 1j) ** (1e200 + 1j)):
        try:
            power()
        except ArithmeticError as e:
            found.append(type(e).__name__)
    return found


def squared(z):
    z = z * 1j
    z = z / 1j
    return z ** 2


async def pauses():
    while True:
        try:
            await Pause()
        except KeyError:
            pass
    yield


async def holds():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()
    yield


class Pause:
    def __await__(self):
        yield


def busy():
    generator = pauses()
    generator.asend(None).send(None)
    found = []
    for step in (generator.asend(None), generator.athrow(KeyError), generator.aclose()):
        try:
            step.throw(KeyError)
        except RuntimeError as e:
            found.append(str(e))
    return found


def ignored():
    step = holds().asend(None)
    step.send(None)
    try:
        step.close()
    except RuntimeError as e:
        return str(e)


def closed():
    step = pauses().asend(None)
    step.send(None)
    step.close()
    try:
        step.send(None)
    except RuntimeError as e:
        return str(e)
