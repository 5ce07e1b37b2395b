# test: ints of generators that need not be objects
"""What a generator computes is what Python computes; nobody may see a difference, whatever it waits for."""
import gc
import sys

EDGES = [0, 1, -1, 5, 257, 2 ** 30, 2 ** 61, 2 ** 62 - 2, 2 ** 62, -2 ** 62, 2 ** 63, 10 ** 25]


def count(n, m):
    n = n + 0
    while n < m:
        yield n
        n += 1


def average():
    total = count = 0
    while True:
        value = yield total // count if count else 0
        total += value
        count += 1


def doubled(source, k):
    for value in source:
        if value % 3 != 1:
            yield value * k + (yield value)


def same(n):
    m = n + 1
    yield m
    got = yield m
    yield got is m
    o = m
    yield o
    yield m is o


def carried(n):
    return_value = (n + 1) * (yield n * 2) - (n - 1) * (yield n * 3)
    yield return_value
    return return_value + 1


def outer(n):
    r = yield from carried(n)
    yield r - n


def closed_over(n):
    k = n + 1

    def change(by):
        nonlocal k
        k += by
        return k
    yield k
    yield change(5) + k
    yield k


def unbound(n):
    if n > 100:
        k = n + 1
    yield n
    yield k + 1


def guarded(n):
    k = n + 0
    try:
        while True:
            try:
                yield k
                k += 1
            except KeyError:
                k = k * 2 - 1
    finally:
        k -= 1
        LOG.append(k)


LOG = []


class Number:
    def __init__(self, log):
        self.log = log

    def __radd__(self, other):
        self.log.append(other)
        return self

    def __add__(self, other):
        self.log.append((other,))
        return self


def test_values():
    for n in EDGES:
        assert list(count(n, n + 5)) == [n, n + 1, n + 2, n + 3, n + 4]
        g = average()
        assert [next(g), g.send(n), g.send(n + 3), g.send(1.5), g.send(-7)] == [0, n, (2 * n + 3) // 2, (2 * n + 4.5) // 3, (2 * n + 4.5 - 7) // 4]
        g = carried(n)
        assert [next(g), g.send(n), g.send(3)] == [n * 2, n * 3, (n + 1) * n - (n - 1) * 3]
        g = outer(n)
        assert [next(g), g.send(4), g.send(5)] == [n * 2, n * 3, (n + 1) * 4 - (n - 1) * 5]
        assert next(g) == (n + 1) * 4 - (n - 1) * 5 + 1 - n
        g = closed_over(n)
        assert list(g) == [n + 1, 2 * (n + 6), n + 6]
        assert sum(v * 2 + 1 for v in count(n, n + 4) if v % 2) == sum([v * 2 + 1 for v in range(n, n + 4) if v % 2])
    g = doubled(count(0, 4), 10)
    assert [next(g), g.send(5), next(g), g.send(6), next(g), g.send(1)] == [0, 5, 2, 26, 3, 31]
    assert list(count(1.5, 4)) == [1.5, 2.5, 3.5] and list(count(True, 3)) == [1, 2]


def test_identity():
    for n in EDGES:
        g = same(n)
        a = next(g)
        assert next(g) is a and g.send(a) is True and next(g) is a and next(g) is True
        g = same(n)
        next(g), next(g)
        assert g.send(-99999) is False


def test_errors():
    g = unbound(1)
    next(g)
    try:
        next(g)
    except UnboundLocalError:
        pass
    else:
        raise AssertionError
    for n in EDGES:
        del LOG[:]
        g = guarded(n)
        assert [next(g), next(g), g.throw(KeyError), next(g)] == [n, n + 1, (n + 1) * 2 - 1, n * 2 + 2]
        g.close()
        assert LOG == [n * 2 + 1]
        g = guarded(n)
        next(g)
        del g
        gc.collect()
        assert LOG == [n * 2 + 1, n - 1]
    g = count("a", "b")
    try:
        next(g)
    except TypeError as e:
        assert "str" in str(e)


def test_foreign():
    log = []
    g = average()
    next(g)
    try:
        g.send(Number(log))
    except TypeError:
        pass
    assert log == [0]


def test_circles():
    class Node:
        pass

    def keeps(n):
        node = n + 1
        yield node
        node = n
        yield 1
    node = Node()
    node.__dict__["g"] = g = average()
    next(g)
    try:
        g.send(node)
    except TypeError:
        pass
    k = average()
    next(k)
    k.send(3)
    before = sys.getrefcount(node)
    del g, k
    gc.collect()
    assert sys.getrefcount(node) == before


async def awaits(n):
    k = n + 1
    m = k * (await other(k))
    return m + k


async def other(n):
    return n - 1


def test_coroutines():
    for n in EDGES:
        c = awaits(n)
        try:
            c.send(None)
        except StopIteration as e:
            assert e.value == (n + 1) * n + n + 1
