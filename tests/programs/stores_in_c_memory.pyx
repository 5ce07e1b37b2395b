# test: what is stored in parts of C arrays and structs is stored there, whatever the indices and values do meanwhile
# cython: autotestdict=False
# cython: language_level=3
cdef struct Inner:
    int[3] a
    int n

cdef struct Outer:
    Inner inner
    int x

cdef Outer shared
cdef Outer[2] several
cdef int[2][3] grid
cdef int[6] filled

# Variables of module scope are objects: each index and value is a conversion that can fail.
for i in range(6):
    filled[i] = i

cdef class Holder:
    cdef Outer one
    cdef Outer[2] many

def one():
    return 1

def change():
    shared.x = 100
    return 5

cdef int c_one():
    return 1

def test():
    """
    >>> test()
    ([0, 8, 0], 6, 9, 1, [0, 5, 0])
    >>> in_objects()
    (1, 1, 1)
    >>> in_locals()
    (4, 3, 7)
    >>> loops()
    ([0, 1, 2, 3, 4, 5], [5, 3], [0, 2, 4], [5, 4, 3, 2, 1, 0], [], 6)
    """
    shared.x = 1
    shared.x += change()
    shared.inner.a[one()] = 7
    shared.inner.a[one()] += one()
    several[one()].inner.a[one()] = 9
    several[one()].x += one()
    grid[one()][one()] = 4
    grid[one()][one()] += c_one()
    return shared.inner.a, shared.x, several[1].inner.a[1], several[one()].x, grid[one()]

def in_objects():
    cdef Holder h = Holder()
    h.one.x += one()
    h.one.inner.a[one()] += one()
    h.many[one()].inner.n += one()
    return h.one.x, h.one.inner.a[1], h.many[1].inner.n

def in_locals():
    cdef Outer local
    local.x = 1
    local.inner.n = 2
    def inner():
        return local.x
    local.x += one()
    local.inner.n += one()
    local.inner.a[one()] = 7
    local.x += inner()
    return local.x, local.inner.n, local.inner.a[one()]

def loops():
    # Slices with a step are for loops; a pointer as their variable gets the addresses of the items.
    cdef int j, total = 0
    cdef int *p = filled
    cdef Outer *each
    cdef Outer[3] row
    for n in range(3):
        row[n].x = <int>n + 1
    for each in row[:3]:
        total += each.x
    return ([j for j in filled], [j for j in p[5:1:-2]], [j for j in filled[::2]], [j for j in filled[::-1]],
            [j for j in p[1:4:-1]], total)

cdef int take(int start, int stop) except -1 nogil:
    cdef double[3] few = [1, 2, 3]
    cdef double[6] many
    many[:] = [0, 0, 0, 0, 0, 0]
    many[start:stop] = few
    return <int>(many[start] + 10 * many[start + 2])

def parts(start, stop):
    """
    >>> parts(0, 3), parts(2, 5)
    (31, 31)
    >>> parts(0, 20)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 20
    >>> parts(5, 2)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 0
    >>> parts(-1, 2)
    Traceback (most recent call last):
    IndexError: a part of C memory begins at -1
    """
    return take(start, stop)

def decoded(Py_ssize_t a, Py_ssize_t b):
    """
    >>> decoded(-3, -1), decoded(0, -2), decoded(-100, 2), decoded(4, 1), decoded(1, 100 - 96)
    ('de', 'abcd', 'ab', '', 'bcd')
    """
    cdef char *s = b"abcdef"
    if b == 0:
        return s[a:].decode("ascii")
    return s[a:b].decode("ascii")
