# test: calls of extension types: arguments, errors, subclasses, what __init__ may be, recursion
cimport cython


cdef class Point:
    cdef public double x
    cdef public object name

    def __init__(self, double x, name=None, *rest, flag=False, **more):
        self.x = x
        self.name = (name, rest, flag, more)


cdef class Few:
    """Parameters that are all positional."""
    cdef public object args

    def __init__(self, a, /, b=2, int c=3):
        self.args = (a, b, c)


cdef class UnderFew(Few):
    pass


cdef class Replaced(Few):
    def __init__(self, a):
        Few.__init__(self, a, a)

    __init__ = lambda self, *rest: Few.__init__(self, rest)


cdef class Plain:
    cdef public object a


cdef class Sub(Point):
    cdef public int n


cdef class Wrong:
    def __init__(self, value):
        return value


cdef class Made:
    cdef public object args

    def __cinit__(self, *args):
        self.args = args

    def __init__(self, first):
        self.args += (first,)


cdef class UnderMade(Made):
    def __init__(self, first, second):
        Made.__init__(self, first)


cdef class Nested:
    cdef public object inner

    def __init__(self, depth):
        self.inner = Nested(depth - 1) if depth else None


@cython.binding(False)
cdef class Builtin:
    cdef public object v

    def __init__(self, v=3):
        self.v = v


def calls_in_c():
    cdef Point p = Point(1)
    cdef Sub s = Sub(2, "s", 3, 4, 5, 6, 7, 8, 9, flag=True, other=1)
    return p.x, p.name, s.x, s.name, type(s) is Sub


def outcome(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def test_arguments():
    assert calls_in_c() == (1.0, (None, (), False, {}), 2.0, ("s", (3, 4, 5, 6, 7, 8, 9), True, {"other": 1}), True)
    assert Point(x=4, flag=1).name == (None, (), 1, {})
    assert Point(*range(12)).name == (1, tuple(range(2, 12)), False, {})
    assert "must be real number" in outcome(Point, "no") or "a float is required" in outcome(Point, "no")
    assert outcome(Point).startswith("TypeError: ")
    assert outcome(Point, 1, x=2).startswith("TypeError: ")


def with_other_defaults():
    """Only once: a function keeps the defaults that it had."""
    usual = Few.__init__.__defaults__
    found = []
    for defaults, wrong, right in ((8,), (1,), (1, 5)), (None, (1, 2), (1, 2, 3)):
        Few.__init__.__defaults__ = defaults
        found += [Few(*right).args, outcome(Few, *wrong).split(":")[0]]
    Few.__init__.__defaults__ = usual
    return found


other_defaults = with_other_defaults()


def test_positional_parameters():
    for few in Few, UnderFew:
        assert few(1).args == (1, 2, 3) and few(1, 5).args == (1, 5, 3) and few(1, 5, 6).args == (1, 5, 6)
        assert few(1, c=7).args == (1, 2, 7) and few(*[1], **{"b": 4}).args == (1, 4, 3)
        for wrong in (), (1, 2, 3, 4), (1, 2, "c"):
            assert outcome(few, *wrong).startswith("TypeError: "), wrong
        assert outcome(few, 1, a=2).startswith("TypeError: ") and outcome(few, 1, d=2).startswith("TypeError: ")
    assert outcome(Few) == outcome(Few.__init__, Few.__new__(Few))
    assert Replaced(1, 2).args == ((1, 2), 2, 3)
    assert other_defaults == [(1, 5, 8), "TypeError", (1, 2, 3), "TypeError"]


def test_what_init_may_be():
    assert Plain().a is None

    assert Wrong(None) is not None
    assert outcome(Wrong, 3) == "TypeError: __init__() should return None, not 'int'"

    assert Made(1).args == (1, 1) and UnderMade(1, 2).args == (1, 2, 1)
    assert outcome(Made).startswith("TypeError: ")

    assert Builtin().v == 3 and Builtin(v=4).v == 4 and Builtin(5).v == 5


def test_depth():
    depth = 0
    n = Nested(5)
    while n is not None:
        depth += 1
        n = n.inner
    assert depth == 6
    assert outcome(Nested, 10 ** 6).startswith("RecursionError")


def test_subclasses():
    class Child(Point):
        seen = []

        def __init__(self, *args, **kw):
            self.seen.append((args, kw))
            super().__init__(*args, **kw)


    c = Child(7, name="c")
    assert c.x == 7 and Child.seen == [((7,), {"name": "c"})]


    class NoInit(Point):
        def __new__(cls, *args):
            o = Point.__new__(cls)
            o.x = 99
            return o

        __init__ = object.__init__


    assert NoInit(1).x == 99


    class Late(Sub):
        pass


    assert Late(1).x == 1
    Late.__init__ = lambda self, v: None
    assert Late("anything").x == 0

    made = Point.__new__(Point)
    assert made.x == 0 and made.name is None
    assert type.__call__(Point, 3).x == 3
