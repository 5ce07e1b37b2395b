# test: sums of ints and literals are compared as C compares them, and wider operands stay wide


def compared(int a, int b, long c, unsigned int u, short s, long long d):
    return [
        a + 1 < b, a - 1 >= b, 2 * a + 1 == b + 3, 1 + a != s + 2,
        a + 1 < c, a + 1 == d, c - 1 > a + 1, a + 5000000000 > b,
        u + 1 > 0, s + 1 > a, (a + 1) * 2 <= 3 * b - 1, -a - 1 < b,
    ]


def expected(a, b, c, u, s, d):
    return [
        a + 1 < b, a - 1 >= b, 2 * a + 1 == b + 3, 1 + a != s + 2,
        a + 1 < c, a + 1 == d, c - 1 > a + 1, a + 5000000000 > b,
        u + 1 > 0, s + 1 > a, (a + 1) * 2 <= 3 * b - 1, -a - 1 < b,
    ]


def test_all():
    values = [-1000, -2, -1, 0, 1, 2, 3, 77, 32767]
    for a in values:
        for b in values:
            for c in (-2**40, -1, a + 1, 2**40):
                args = a, b, c, abs(b), min(a, 32767), c
                assert compared(*args) == expected(*args), args


def test_ends():
    cdef int most = 2147483647
    cdef long wide = most
    assert wide + 1 > most
    assert most < wide + 1
    assert most + 1LL > wide
    o = most
    assert o + 1 > most
    assert most - 1 < most
