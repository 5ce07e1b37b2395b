"""Ints that are computed need not be objects; nobody may see a difference."""
import operator
import sys

EDGES = [0, 1, -1, 2, -2, 3, 7, -7, 255, 256, 257, 2 ** 15, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 31, 2 ** 32 + 1, 2 ** 60,
         2 ** 61, 2 ** 62 - 1, 2 ** 62, -2 ** 62, -2 ** 62 - 1, 2 ** 63 - 1, 2 ** 63, -2 ** 63, 2 ** 64, 10 ** 30, -10 ** 30]
VALUES = EDGES + [True, False, 0.0, -0.0, 1.5, -2.5, float("inf"), float("nan"), 1e300, "ab", b"ab", [1], (1, 2), None, 1j]


def outcome(f, *args):
    try:
        r = f(*args)
    except Exception as e:
        return type(e).__name__, str(e)
    return type(r).__name__, repr(r)


# each operand once as it comes, and once as the result of arithmetic
def add(a, b): c = a + 0; d = b + 0; e = c + d; f = a + b; return e + 0, f + 0
def sub(a, b): c = a + 0; d = b + 0; e = c - d; f = a - b; return e + 0, f + 0
def mul(a, b): c = a + 0; d = b + 0; e = c * d; f = a * b; return e + 0, f + 0
def floordiv(a, b): c = a + 0; d = b + 0; e = c // d; f = a // b; return e + 0, f + 0
def mod(a, b): c = a + 0; d = b + 0; e = c % d; f = a % b; return e + 0, f + 0
def truediv(a, b): c = a + 0; d = b + 0; e = c / d; f = a / b; return e + 0, f + 0
def and_(a, b): c = a + 0; d = b + 0; e = c & d; f = a & b; return e + 0, f + 0
def or_(a, b): c = a + 0; d = b + 0; e = c | d; f = a | b; return e + 0, f + 0
def xor(a, b): c = a + 0; d = b + 0; e = c ^ d; f = a ^ b; return e + 0, f + 0
def lshift(a, b): c = a + 0; d = b + 0; e = c << d; f = a << b; return e + 0, f + 0
def rshift(a, b): c = a + 0; d = b + 0; e = c >> d; f = a >> b; return e + 0, f + 0
def neg(a, b): c = a + 0; e = -c; f = -a; return e + 0, f + 0
def lt(a, b): c = a + 0; d = b + 0; return c < d, a < b, d > c
def eq(a, b): c = a + 0; d = b + 0; return c == d, a == b, c != d


def test_arithmetic():
    for f, g in [(add, operator.add), (sub, operator.sub), (mul, operator.mul), (floordiv, operator.floordiv),
                 (mod, operator.mod), (truediv, operator.truediv), (and_, operator.and_), (or_, operator.or_),
                 (xor, operator.xor)]:
        for a in VALUES:
            for b in VALUES:
                def expected():
                    e = g(operator.add(a, 0), operator.add(b, 0))
                    return operator.add(e, 0), operator.add(g(a, b), 0)
                assert outcome(f, a, b) == outcome(expected), (f, a, b, outcome(f, a, b), outcome(expected))


def test_shifts_and_signs():
    for f, g in [(lshift, operator.lshift), (rshift, operator.rshift), (neg, lambda a, b: operator.neg(a))]:
        for a in EDGES + [True, 1.5]:
            for b in [0, 1, 2, 29, 30, 31, 32, 61, 62, 63, 64, 65, 200, -1, True, 2.0]:
                def expected():
                    e = g(operator.add(a, 0), operator.add(b, 0))
                    return operator.add(e, 0), operator.add(g(a, b), 0)
                assert outcome(f, a, b) == outcome(expected), (f, a, b, outcome(f, a, b), outcome(expected))


def test_comparisons():
    for a in VALUES:
        for b in VALUES:
            def less():
                c, d = operator.add(a, 0), operator.add(b, 0)
                return operator.lt(c, d), operator.lt(a, b), operator.gt(d, c)

            def equal():
                c, d = operator.add(a, 0), operator.add(b, 0)
                return operator.eq(c, d), operator.eq(a, b), operator.ne(c, d)
            assert outcome(lt, a, b) == outcome(less), (a, b)
            assert outcome(eq, a, b) == outcome(equal), (a, b)


def in_place(a, b):
    c = a
    c += b
    d = c
    d -= b
    d *= 2
    d //= 3
    d %= 1000
    d <<= 3
    d >>= 1
    d |= 5
    d &= 255
    d ^= 3
    return c, d


def test_in_place():
    assert in_place(2 ** 62 - 1, 5) == (2 ** 62 + 4, ((((2 ** 62 - 1) * 2 // 3 % 1000) << 3 >> 1) | 5) & 255 ^ 3)
    x = [1]
    y = extend(x, [2])
    assert y is x and x == [1, 2]
    assert outcome(in_place, [1], [2]) == outcome(lambda: operator.isub([1, 2], [2]))


def extend(a, b):
    c = 0
    if b:
        c = a
    c += b
    return c


KEEP = []


def keep(x):
    KEEP.append(x)
    return x


def one_object(n):
    x = n * 1000
    y = x
    KEEP.append(x)
    KEEP.append(y)
    keep(x)
    z = (x, y)
    return x is y, KEEP[0] is KEEP[1], KEEP[2] is KEEP[0], z[0] is z[1], z[1] is KEEP[0], y is KEEP[0]


def same(n):
    if n < 10:
        return n
    return same(n) if n < 0 else n


def passes_through(n):
    x = n * 1000
    y = same(x)
    return x is y


def argument(n):
    m = n + 0
    return n is KEEP[0], m == n


def swapped(n):
    a, b = n * 1000, n * 2000
    for _ in range(3):
        a, b = b, a
    c = [a, b]
    a, b = b, a
    return a is c[1], b is c[0], a is b


def keys(n):
    k = n * 1000
    d = {}
    d[k] = 1
    for found in d:
        return found is k, d[k]


def test_identity():
    assert one_object(77) == (True,) * 6
    KEEP.clear()
    assert passes_through(77) and passes_through(-1)
    x = int("123456789012")
    KEEP.append(x)
    assert argument(x) == (True, True) and same(x) is x
    KEEP.clear()
    assert swapped(77) == (True, True, False)
    assert keys(77) == (True, 1)


class Loud(int):
    alive = 0

    def __new__(cls, value):
        Loud.alive += 1
        return int.__new__(cls, value)

    def __del__(self):
        Loud.alive -= 1

    def __add__(self, other):
        return Loud(int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other):
        raise KeyError("sub")


def loop(start, step, stop):
    total = 0
    i = start
    while i < stop:
        total += i
        i += step
    return total


def failing(start):
    total = start + 1
    other = total + total
    try:
        total = other - 1
    except KeyError:
        total = 7
    return total


def test_objects_that_count():
    assert loop(0, 1, 10) == 45 and loop(0, 0.5, 2) == 3.0
    assert loop(2 ** 62 - 2, 1, 2 ** 62 + 2) == 4 * 2 ** 62 - 2
    r = loop(Loud(0), Loud(1), Loud(5))
    assert type(r) is Loud and r == 10
    del r
    assert Loud.alive == 0
    assert failing(Loud(1)) == 7 and Loud.alive == 0
    x = object()
    before = sys.getrefcount(x)
    for _ in range(10):
        assert outcome(loop, x, 1, 2)[0] == "TypeError" and outcome(failing, x)[0] == "TypeError"
    assert sys.getrefcount(x) == before
    big = 10 ** 40
    before = sys.getrefcount(big)
    for _ in range(10):
        add(big, big)
        same(big)
    assert sys.getrefcount(big) == before


def unbound(n):
    if n > 3:
        x = n + 1
    y = x + 1
    del y
    try:
        return y
    except UnboundLocalError:
        return x * 2


def test_unbound():
    assert unbound(5) == 12
    assert outcome(unbound, 1)[0] == "UnboundLocalError"


def items(seq, n):
    i = n - 1
    x = seq[i]
    seq[i] = x + 1
    j = i - n
    return seq[j], x


class Negative(list):
    def __getitem__(self, i):
        return i * 10 if i >= 0 else list.__getitem__(self, -i - 1)


def test_items():
    assert items([1, 2, 3], 2) == (3, 2)
    assert items({1: 5, -1: 8}, 2) == (8, 5)
    assert items(Negative([1, 2, 3]), 2) == (1, 10)
    assert outcome(items, (1, 2, 3), 2)[0] == "TypeError"
    assert outcome(items, [1], 5) == ("IndexError", "list index out of range")
    assert outcome(items, [], 2 ** 62)[0] == "IndexError" and outcome(items, [], 2 ** 70)[0] == "IndexError"
    assert outcome(items, {}, 2) == ("KeyError", "1")
    assert items(bytearray(b"abc"), 2) == (99, 98)
    assert outcome(items, [1, 2], 1.5)[0] == "TypeError"


def collatz(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps


def power(base, exponent, modulus):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def test_algorithms():
    assert collatz(27) == 111 and collatz(2 ** 70) == 70
    assert power(3, 10 ** 18, 2 ** 61 - 1) == pow(3, 10 ** 18, 2 ** 61 - 1)
    assert fib(90) == 2880067194370816120 and fib(300) == 222232244629420445529739893461909967206666939096499764990979600


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def call_gcd(a, b):
    return gcd(a * 6, b * 6) // 6


def test_functions():
    assert call_gcd(48, 36) == 12 and call_gcd(2 ** 80, 2 ** 70) == 2 ** 70
    assert call_gcd(4.5, 1.5) == 1.0 and outcome(call_gcd, "a", "b")[0] == "TypeError"
    me = sys.modules[__name__]
    old = me.gcd
    me.gcd = lambda a, b: (a, b)
    assert outcome(call_gcd, 2, 3)[0] == "TypeError"
    me.gcd = max
    assert call_gcd(2, 3) == 3
    me.gcd = old


def formatted(n):
    m = n + 1
    return "%d %s" % (m, m), "%d" % m, str(m), repr(m), f"{m:>4}", m.bit_length(), (m).__class__.__name__, hash(m), [m] * 2


def test_text():
    assert formatted(41) == ("42 42", "42", "42", "42", "  42", 6, "int", 42, [42, 42])
    assert formatted(2 ** 62)[0] == "4611686018427387905 4611686018427387905"


def conditions(n):
    x = n - 1
    if not x:
        return "zero"
    if x and n or x is None:
        return "yes" if x == n - 1 != n else "no"
    return x


def test_truth():
    assert [conditions(n) for n in (1, 2, 0, 2 ** 62, 2 ** 63)] == ["zero", "yes", -1, "yes", "yes"]
    assert conditions(1.0) == "zero"


def large(n):
    a = n + 0
    b = a * 1103515245 + 4611686018427387903
    c = (a * 6364136223846793005 + 1442695040888963407) & 0x7FFFFFFF
    d = (b - 4611686018427387904) // 2147483647 - a % 4611686018427387903 + (a | 2147483648)
    e = a ^ -2305843009213693952
    return a, b, c, d, e, b > 4611686018427387902, a == 4611686018427387903, a < -4611686018427387903


def test_large_constants():
    k = [1103515245, 4611686018427387903, 6364136223846793005, 1442695040888963407, 0x7FFFFFFF, 4611686018427387904, 2147483647, 2147483648,
         -2305843009213693952]
    for n in EDGES + [True, 4611686018427387903, -4611686018427387904]:
        b = n * k[0] + k[1]
        d = (b - k[5]) // k[6] - n % k[1] + ((n + 0) | k[7])
        assert large(n) == (n + 0, b, (n * k[2] + k[3]) & k[4], d, (n + 0) ^ k[8], b > k[1] - 1, n == k[1], n < -k[1]), n
    assert outcome(large, 1.5) == outcome(lambda: 1.5 & 1)[:1] + ("unsupported operand type(s) for &: 'float' and 'int'",)


class Letters(str):
    def __getitem__(self, i):
        return "sub", str.__getitem__(self, i)


def char_at(text, n):
    i = n + 1
    return text[i], text[i - 1], text[-i]


def scan(text):
    i = n = 0
    end = len(text)
    while i < end:
        start = i
        while i < end and text[i] != " ":
            i += 1
        n += i - start
        i += 1
    return n


def test_characters():
    for text in ["abc", "", "aé\u4e2d\U0001f600z", "\x00\xff", Letters("xyz"), "x" * 300]:
        for n in [-400, -4, -3, -2, -1, 0, 1, 2, 3, 299, 2 ** 31, 2 ** 62 - 2, 2 ** 62, 2 ** 63, -2 ** 63, 10 ** 25, True]:
            def expected():
                g = operator.getitem
                return g(text, operator.add(n, 1)), g(text, operator.add(n, 0)), g(text, operator.neg(operator.add(n, 1)))
            assert outcome(char_at, text, n) == outcome(expected), (text, n)
    a = char_at("abc", 0)
    assert a[0] is char_at("xbz", 0)[0] and scan("ab cde  f") == 6 and scan("") == 0
    assert outcome(char_at, "abc", 1.0) == outcome(lambda: "abc"[2.0])
