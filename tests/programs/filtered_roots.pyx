# test:
# cython: boundscheck=False, wraparound=False, cdivision=True
"""Loops over arrays that skip elements before they take a square root: the same numbers as in plain Python."""
import array
import math

from cython.parallel cimport prange
from libc.math cimport sqrt, sqrtf


cdef double above(double[::1] a, double t) noexcept nogil:
    cdef Py_ssize_t i
    cdef double s = 0
    for i in range(a.shape[0]):
        if a[i] > t:
            s += sqrt(a[i])
    return s


def skipped(double[::1] a, double t):
    cdef Py_ssize_t i
    cdef double s = 0, x = -1
    for i in range(a.shape[0]):
        x = a[i]
        if x <= t:
            continue
        s += sqrt(x)
        if s > 1e6:
            s = s / 2
    return s, x, i if a.shape[0] else None


def from_the_second(double[:] a, double t):
    cdef int i
    cdef double s = 0
    cdef int n = <int>a.shape[0]
    for i in range(1, n):
        if t != a[i]:
            s += sqrt(a[i]) * 0.5
    return s


def narrow(float[::1] a, float t):
    cdef Py_ssize_t i
    cdef float s = 0
    for i in range(a.shape[0]):
        if not (a[i] < t):
            s += sqrtf(a[i])
    return s


def each_comparison(double[::1] a, double t):
    cdef Py_ssize_t i
    cdef double lt = 0, le = 0, gt = 0, ge = 0, eq = 0, ne = 0
    cdef int n_lt = 0, n_le = 0, n_gt = 0, n_ge = 0, n_eq = 0, n_ne = 0
    for i in range(a.shape[0]):
        if a[i] < t:
            n_lt += 1
            lt += sqrt(a[i] * a[i])
    for i in range(a.shape[0]):
        if t >= a[i]:
            n_le += 1
            le += sqrt(a[i] * a[i])
    for i in range(a.shape[0]):
        if t < a[i]:
            n_gt += 1
            gt += sqrt(a[i] * a[i])
    for i in range(a.shape[0]):
        if not a[i] < t:
            n_ge += 1
            ge += sqrt(a[i] * a[i])
    for i in range(a.shape[0]):
        if a[i] == t:
            n_eq += 1
            eq += sqrt(a[i] * a[i])
    for i in range(a.shape[0]):
        if a[i] != t:
            n_ne += 1
            ne += sqrt(a[i] * a[i])
    return [(n_lt, lt), (n_le, le), (n_gt, gt), (n_ge, ge), (n_eq, eq), (n_ne, ne)]


def by_threads(double[:, ::1] a, double t):
    cdef Py_ssize_t i, j
    cdef long long s = 0
    for i in prange(a.shape[0], nogil=True):
        for j in range(a.shape[1]):
            if a[i, j] < t:
                continue
            s += <long long>sqrt(a[i, j])
    return s


cdef double up_to(double[::1] a, double t) noexcept nogil:
    """The bound changes on the way: nothing can be asked beforehand."""
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        if a[i] < t:
            continue
        t = sqrt(a[i]) + 3
    return t


def in_place(double[::1] a, double t):
    """The array changes on the way, ahead of the loop too."""
    cdef Py_ssize_t i
    for i in range(a.shape[0] - 1):
        if a[i] < t:
            continue
        a[i + 1] = sqrt(a[i])


def numbers(n):
    values = [(i * 7919 % 1009) / 10.0 for i in range(n)]
    for at, value in ((3, math.nan), (9, math.inf), (10, 0.0), (11, -0.0), (17, 50.0), (513, math.nan)):
        if at < n:
            values[at] = value
    return values


def same(x, y):
    return x == y or (math.isnan(x) and math.isnan(y))


def root_sum(values, scale=1.0):
    s = 0.0
    for v in values:
        s += math.sqrt(v) * scale
    return s


def test_same_as_python():
    for n in (0, 1, 2, 7, 8, 9, 15, 16, 17, 100, 511, 512, 513, 520, 1024, 1500):
        values = numbers(n)
        a = array.array('d', values)
        for t in (-1.0, 0.0, 50.0, 99.9, 1e9, math.nan, math.inf):
            assert same(above(a, t), root_sum([v for v in values if v > t])), (n, t)

            s, x = 0.0, -1.0
            for x in values:
                if not x <= t:
                    s += math.sqrt(x)
                    if s > 1e6:
                        s = s / 2
            got = skipped(a, t)
            assert same(got[0], s) and same(got[1], x) and got[2] == (n - 1 if n else None), (n, t, got, s)
            assert same(from_the_second(a, t), root_sum([v for v in values[1:] if v != t], 0.5)), (n, t)

            wanted = []
            for test in (
                lambda v: v < t, lambda v: v <= t, lambda v: v > t, lambda v: not v < t, lambda v: v == t, lambda v: v != t,
            ):
                chosen = [v for v in values if test(v)]
                s = 0.0
                for v in chosen:
                    s += math.sqrt(v * v)
                wanted.append((len(chosen), s))
            for (n1, s1), (n2, s2) in zip(each_comparison(a, t), wanted):
                assert n1 == n2 and same(s1, s2), (n, t, n1, n2, s1, s2)

            low = t
            for v in values:
                if not v < low:
                    low = math.sqrt(v) + 3
            assert same(up_to(a, t), low), (n, t)

            b = array.array('d', values)
            in_place(b, t)
            c = list(values)
            for i in range(n - 1):
                if not c[i] < t:
                    c[i + 1] = math.sqrt(c[i])
            assert all(map(same, b, c)), (n, t)

        exact = [float(i % 12) ** 2 for i in range(n)]
        assert narrow(array.array('f', exact), 16.0) == sum(math.sqrt(v) for v in exact if v >= 16.0)
        rows = memoryview(array.array('d', exact * 3)).cast('B').cast('d', (3, n)) if n else None
        if n:
            assert by_threads(rows, 10.0) == 3 * sum(int(math.sqrt(v)) for v in exact if v >= 10.0)
