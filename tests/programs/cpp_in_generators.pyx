# test: c++
# distutils: extra_compile_args = -fopenmp
# distutils: extra_link_args = -fopenmp
"""C++ objects in the frames of generators and in variables of inner functions are constructed, kept and destroyed.

>>> list(items([3, 1, 2])), list(names(["a", "bc"]))
([3, 1, 2], [b'a', b'bc', b'<a,bc>'])
>>> alive(), next(counted(3)), alive()
(0, 3, 0)
>>> g = counted(2)
>>> next(g), alive()
(2, 2)
>>> g.close(); del g; alive()
0
>>> outer()
({b'x': 2, b'y': 1}, 0)
>>> f = closure()
>>> f(2), f(5), alive()
(1, 2, 1)
>>> del f; alive()
0
"""
from cython.parallel cimport prange
from libcpp.map cimport map
from libcpp.string cimport string
from libcpp.vector cimport vector

cdef extern from *:
    """
    static int cy_test_alive = 0;
    struct CyTracked {
        int value;
        CyTracked() : value(0) { ++cy_test_alive; }
        CyTracked(int v) : value(v) { ++cy_test_alive; }
        CyTracked(const CyTracked &o) : value(o.value) { ++cy_test_alive; }
        CyTracked &operator=(const CyTracked &o) { value = o.value; return *this; }
        ~CyTracked() { --cy_test_alive; }
    };
    """
    int cy_test_alive
    cppclass CyTracked:
        int value
        CyTracked()
        CyTracked(int)


def alive():
    return cy_test_alive


def items(vector[int] v):
    for x in v:
        yield x


def names(given):
    cdef string all
    cdef map[int, string] seen
    for i, name in enumerate(given):
        all.append(b"," if all.size() else b"<")
        all.append(<bytes>name.encode())
        seen[i] = name.encode()
        yield seen[i]
    all.append(b">")
    yield all


def counted(int n):
    cdef CyTracked one = CyTracked(n)
    cdef vector[CyTracked] more
    more.push_back(one)
    while one.value:
        yield one.value
        one.value -= 1


def outer():
    cdef map[string, int] counts
    def add(string name):
        counts[name] = counts[name] + 1
    add(b"x")
    add(b"y")
    add(b"x")
    return counts, alive()


def closure():
    cdef CyTracked last
    def count(int x):
        last.value += 1
        return last.value
    return count


cdef cppclass Row:
    vector[int] cells
    int *begin():
        return this.cells.data()
    int *end():
        return this.cells.data() + this.cells.size()


def lazily(numbers, bint again=False):
    """
    A generator expression keeps a copy of the C++ container that it goes over.

    >>> lazily([1, 2, 3])
    ([2, 4, 6], [(1, b'a'), (2, b'b')], [1, 3], 6)
    """
    cdef vector[int] v = numbers
    cdef map[int, string] m
    cdef Row row
    cdef vector[CyTracked] t
    row.cells = numbers
    m[1] = b"a"
    m[2] = b"b"
    doubled = (2 * x for x in v)
    pairs = ((p.first, p.second) for p in m)
    odd = (x for x in row if x % 2)
    for x in v:
        t.push_back(CyTracked(x))
    values = (o.value for o in t)
    v.clear()
    m.clear()
    t.clear()
    row.cells[1] = 4
    return list(doubled), list(pairs), list(odd), sum(values)


cdef Row made(int n):
    cdef Row row
    for i in range(n):
        row.cells.push_back(i)
    return row


def part_of_call(int n):
    """
    >>> part_of_call(3)
    [0, 1, 2]
    """
    return [x for x in made(n).cells]


def parallel(int n):
    """
    >>> list(parallel(100)), alive()
    ([4950, 99, 4951], 0)
    """
    cdef CyTracked x = CyTracked(1)
    cdef int i, total = 0
    for i in prange(n, nogil=True):
        x = CyTracked(i)
        total += x.value
    yield total
    yield x.value
    total += 1
    yield total


def listed(given):
    """
    >>> list(listed([1, 2]))
    [1, 2, 2]
    """
    cdef vector[int] v = given
    for i in v:
        yield i
    yield v.size()
