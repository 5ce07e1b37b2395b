# test: slices that are no objects
"""Slices by names, ints that were computed and anything else cut what Python cuts, and call what Python calls."""
import operator

BOUNDS = [None, 0, 1, 2, 3, 5, 9, -1, -2, -5, -9, 2 ** 31, -2 ** 31, 2 ** 62, 2 ** 63, -2 ** 63, 10 ** 30, -10 ** 30, True]
STEPS = [None, 1, 2, 3, -1, -2, -3, 7, -7, 2 ** 62, -2 ** 62, 2 ** 63, -2 ** 63, 10 ** 25, 0, True]
ODD = [1.5, "a", (), None]
SOURCES = [list(range(7)), [], [1], tuple(range(7)), (), "abcdefg", "", "aé日\U0001f600x", b"abcdefg", b"", bytearray(b"abcdefg"), range(10), None, 5, {}]


def outcome(f, *args):
    try:
        r = f(*args)
    except Exception as e:
        return type(e), str(e)
    return type(r), r


def cut(o, a, b, c):
    return o[a:b:c]


def cut2(o, a, b):
    return o[a:b]


def computed(o, n, m):
    a = n + 1
    b = m - 1
    return o[a:b], o[a:], o[:b], o[a:b:2], o[a::-1], o[:b:-1], o[a:None:None]


def item(o, a, b, c=None):
    return operator.getitem(o, slice(a, b, c))


def test_reading():
    for o in SOURCES:
        for a in BOUNDS + ODD:
            for b in BOUNDS + ODD:
                assert outcome(cut2, o, a, b) == outcome(item, o, a, b), (o, a, b)
                for c in STEPS + ODD if a is None or b is None or a == 2 or b == -2 else [1, -1]:
                    assert outcome(cut, o, a, b, c) == outcome(item, o, a, b, c), (o, a, b, c)
        if o is not None and o != 5 and o != {}:
            for n in range(-9, 9):
                for m in (-9, -1, 0, 1, 4, 9, 2 ** 61):
                    a, b = n + 1, m - 1
                    assert computed(o, n, m) == (item(o, a, b), item(o, a, None), item(o, None, b), item(o, a, b, 2), item(o, a, None, -1),
                                                 item(o, None, b, -1), item(o, a, None)), (o, n, m)


def test_same_object():
    for o in [(1, 2), "ab", b"ab"]:
        n = 0
        assert o[n:] is o and o[n:2] is o and cut2(o, n, 5) is o and cut(o, None, None, None) is o
    o = [1, 2]
    assert cut2(o, 0, 5) == o and cut2(o, 0, 5) is not o


def put(o, a, b, c, v):
    o = o[:]
    o[a:b:c] = v
    return o


def put2(o, a, b, v):
    o = o[:]
    o[a:b] = v
    return o


def put_item(o, a, b, c, v):
    o = o[:]
    operator.setitem(o, slice(a, b, c), v)
    return o


def put_computed(o, n, v):
    o = o[:]
    m = n + 1
    o[m:m + 2] = v
    o[:m] = v
    return o


def test_writing():
    for o in [[1, 2, 3, 4, 5, 6], [], bytearray(b"abcdef"), (1, 2)]:
        for a in BOUNDS + [1.5]:
            for b in [None, 0, 2, 4, -1, 9, 2 ** 63, "b"]:
                for v in [[], [7, 8], (7,), b"xy", 5, None, iter([1])]:
                    if not hasattr(v, "__next__"):
                        assert outcome(put2, o, a, b, v) == outcome(put_item, o, a, b, None, v), (o, a, b, v)
                for c in STEPS:
                    assert outcome(put, o, a, b, c, b"xy") == outcome(put_item, o, a, b, c, b"xy"), (o, a, b, c)
    for n in range(-8, 8):
        o = [1, 2, 3, 4]
        p = put_item(o, n + 1, n + 3, None, (9, 8, 7))
        assert put_computed(o, n, (9, 8, 7)) == put_item(p, None, n + 1, None, (9, 8, 7))
    o = [1, 2, 3]
    n = 1
    o[n:] = o
    assert o == [1, 1, 2, 3]
    o[n + 1:n] = "ab"
    assert o == [1, 1, "a", "b", 2, 3]


class Index:
    def __init__(self, value, log, o=None):
        self.value, self.log, self.o = value, log, o

    def __index__(self):
        self.log.append(self.value)
        if self.o is not None:
            del self.o[:]
        return self.value


class Seen:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        self.key = key, value


class Sub(list):
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        self.key = key, value


class Int(int):
    pass


def test_foreign():
    log = []
    assert cut([0, 1, 2, 3, 4, 5], Index(1, log), Index(5, log), Index(2, log)) == [1, 3] and sorted(log) == [1, 2, 5]
    o = [1, 2, 3]
    assert cut2(o, Index(0, log, o), 2) == [] and o == []
    for o in [Seen(), Sub()]:
        assert cut(o, 1, 2, 3) == slice(1, 2, 3) and cut2(o, "a", None) == slice("a", None)
        n = 2 ** 61
        m = n + 1
        assert o[m:n] == slice(m, n) and o[:m:-n] == slice(None, m, -n)
        o[m:] = "v"
        assert o.key == (slice(m, None), "v")
    assert cut2([1, 2, 3], Int(1), True) == [] and cut2([1, 2, 3], False, Int(2)) == [1, 2]


def test_iterables_that_change_the_list():
    o = list(range(10))

    def changing():
        del o[2:]
        yield "x"
    n = 4
    o[n:n + 2] = changing()
    p = list(range(10))

    def changing_p():
        del p[2:]
        yield "x"
    operator.setitem(p, slice(4, 6), changing_p())
    assert o == p


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    out = []
    while left and right:
        out.append((left if left[0] < right[0] else right).pop(0))
    return out + left + right


def test_sorting():
    assert merge_sort([n * 7919 % 101 for n in range(101)]) == list(range(101))
