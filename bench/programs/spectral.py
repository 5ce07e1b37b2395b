"""Spectral norm: float arithmetic in a small function called from comprehensions."""


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = range(len(vector))
    return [sum([entry(i, j) * vector[j] for j in size]) for i in size]


def times_transposed(vector):
    size = range(len(vector))
    return [sum([entry(j, i) * vector[j] for j in size]) for i in size]


def run():
    u = [1.0] * 40
    v = u
    for _ in range(6):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    upper = lower = 0.0
    for x, y in zip(u, v):
        upper += x * y
        lower += y * y
    return round((upper / lower) ** 0.5, 9)
