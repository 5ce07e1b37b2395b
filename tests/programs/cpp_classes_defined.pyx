# test: c++
"""C++ classes that are defined in Cython: constructors, destructors, methods, inheritance, virtual calls, templates.

>>> counters()
(0, 5, 8, 16)
>>> shapes()
[12.0, 9.0, 'square 3.0']
>>> log
['made 1', 'made 2', 'gone 2', 'gone 1']
>>> boxes()
(7, 2.5, 7)
>>> objects()
(['a', 'b'], None, ['a', 'b'])
>>> raising()
('ValueError', 'no', 3)
>>> without_gil(4)
24
>>> statics()
(7, True)
>>> in_a_vector()
[1, 4, 9]
"""
from cython.operator cimport dereference
from libcpp.vector cimport vector

log = []


cdef cppclass Counter:
    int count

    __init__():
        this.count = 0

    __init__(int start):
        this.count = start

    int step(int by):
        this.count += by
        return this.count

    int twice(int by):
        this.step(by)
        return this.step(by)

    int now() const:
        return this.count


cdef cppclass Doubling(Counter):
    __init__(int start):
        Counter.__init__(2 * start)

    int step(int by):
        return Counter.step(2 * by)


def counters():
    cdef Counter a
    cdef Doubling *d = new Doubling(2)
    cdef Counter *c = d
    first = a.now()
    a.step(5)
    try:
        return first, a.now(), c.step(2), c.twice(2)
    finally:
        del d


cdef cppclass Shape:
    double area()

    object describe():
        return "shape"


cdef cppclass Rectangle(Shape):
    double a
    double b

    __init__(double a, double b):
        this.a = a
        this.b = b

    double area():
        return this.a * this.b


cdef cppclass Square(Rectangle):
    int number

    __init__(double a, int number):
        Rectangle.__init__(a, a)
        this.number = number
        log.append(f"made {number}")

    __dealloc__():
        log.append(f"gone {this.number}")

    object describe():
        return f"square {this.a}"

    Rectangle *itself():
        return this


cdef cppclass Plain(Rectangle):
    __init__():
        Rectangle.__init__(0, 0)


def shapes():
    log.clear()
    cdef Rectangle *r = new Rectangle(3, 4)
    cdef Square *s = new Square(3, 1)
    cdef Square *t = new Square(1, 2)
    cdef Shape *shape = r
    found = [shape.area()]
    shape = s.itself()
    found.append(shape.area())
    found.append(shape.describe())
    del t
    del s
    del r
    return found


cdef cppclass Box[T]:
    T content

    __init__(T content):
        this.content = content

    T get() const:
        return this.content

    void put(T &other):
        this.content = other

    T swapped(T other):
        cdef T old = this.content
        this.content = other
        return old


def boxes():
    cdef Box[int] *a = new Box[int](3)
    cdef Box[double] *b = new Box[double](2.5)
    cdef int seven = 7
    a.put(seven)
    got = a.get(), b.swapped(1), a.swapped(2)
    del a
    del b
    return got


cdef cppclass Holder:
    object content
    int other

    void keep(object content):
        this.content = content


def objects():
    cdef Holder h
    cdef Holder copy
    cdef Holder *third
    h.keep(["a", "b"])
    before = copy.content
    copy = h
    h.content = 1
    third = new Holder(copy)
    after = third.content
    del third
    return copy.content, before, after


cdef cppclass Raising:
    int fine(int x) except -1:
        if x < 0:
            raise ValueError(x)
        return x

    object text(object x):
        if not x:
            raise KeyError("no")
        return x

    void nothing(int x) except *:
        if x < 0:
            raise IndexError


def raising():
    cdef Raising r
    try:
        r.fine(-1)
    except ValueError as e:
        name = type(e).__name__
    try:
        r.text("")
    except KeyError as e:
        text = e.args[0]
    try:
        r.nothing(-1)
    except IndexError:
        pass
    r.nothing(1)
    return name, text, r.fine(3)


cdef cppclass Product nogil:
    long value

    __init__():
        this.value = 1

    void times(long x) noexcept:
        this.value *= x


def without_gil(long n):
    cdef Product p
    cdef long i
    with nogil:
        for i in range(1, n + 1):
            p.times(i)
    return p.value


cdef cppclass Maths:
    @staticmethod
    int seven():
        return 7

    @staticmethod
    bint is_even(int x):
        return x % 2 == 0


def statics():
    return Maths.seven(), Maths.is_even(4)


cdef cppclass Point:
    int x

    __init__():
        this.x = 0

    __init__(int x):
        this.x = x

    Point operator*(const Point &other):
        return Point(this.x * other.x)


def in_a_vector():
    cdef vector[Point] points
    cdef int i
    for i in range(1, 4):
        points.push_back(Point(i) * Point(i))
    return [p.x for p in points]


cdef cppclass Short:
    int a
    object o

    __init__():
        this.a = 0

    __init__(int a, o):
        this.a = a
        this.o = o


def copied(x):
    """Copies of objects with members of short names.

    >>> copied("x")
    [(1, 'x'), (2, 'x')]
    """
    cdef vector[Short] all
    all.push_back(Short(1, x))
    all.push_back(Short(2, x))
    all.push_back(all[0])
    all[0] = all[1]
    all[1] = all[2]
    all.pop_back()
    return sorted([(h.a, h.o) for h in all])


cdef list lived = []

cdef cppclass Named:
    int n
    Named():
        this.n = -1
    Named(int n) except +:
        if n == 0:
            raise ValueError("zero")
        this.n = n
    ~Named():
        lived.append(this.n)

cdef cppclass Further(Named):
    Further(int n) except +:
        Named.__init__(n + 1)


def constructors_in_the_spelling_of_cpp():
    """
    >>> constructors_in_the_spelling_of_cpp()
    (-1, 5, 8, [5, 8])
    """
    cdef Named *a = new Named()
    cdef Named *b = new Named(5)
    cdef Further *c = new Further(7)
    del lived[:]
    found = a.n, b.n, c.n
    del b, c
    seen = list(lived)
    del a
    return found + (seen,)
