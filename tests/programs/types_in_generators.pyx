# test: variables of generators and coroutines have C types where Python could not tell the difference
cimport cython


def numbers(n):
    """
    >>> list(numbers(3))
    [(2.0, 'double'), (3.0, 'double'), (4.0, 'double')]
    """
    x = 1.0
    for i in range(n):
        x = x + 1.0
        yield x, cython.typeof(x)


def late(n):
    """What may have no value stays an object.

    >>> list(late(1))
    [1, 0.5]
    >>> list(late(0))
    Traceback (most recent call last):
    UnboundLocalError: local variable 'x' referenced before assignment
    """
    if n:
        x = 0.5
    yield 1
    yield x


def thrown():
    """
    >>> g = thrown()
    >>> next(g), g.throw(ValueError), g.send(4), g.close()
    (1.5, 3.5, 7.5, None)
    """
    x = 1.5
    try:
        yield x
    except ValueError:
        x = x + 2
        y = yield x
        x += y
        yield x


def mixed():
    """
    >>> list(mixed())
    [1.0, 'b', 4, 'Python object']
    """
    for k in range(3):
        x = 1.0 if k == 0 else 'b' if k == 1 else 4
        yield x
    yield cython.typeof(x)


async def squared():
    x = 2.0
    y = x * x
    return y, cython.typeof(y)


def awaited():
    """
    >>> awaited()
    (4.0, 'double')
    """
    try:
        squared().send(None)
    except StopIteration as e:
        return e.value


def shared():
    """
    >>> shared()
    (2.5, 'Python object')
    """
    x = 1.0

    def inner():
        nonlocal x
        x = 2.5
    inner()
    return x, cython.typeof(x)
