# test: attributes and methods of instances whose classes, dicts and contents change under way
"""Places that read, write and call attributes remember what they found; whatever changes, they must see it at once."""
import builtins
import gc
import sys


class Plain:
    kind = "plain"
    count = 0

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y

    def twice(self):
        return 2 * self.total()

    @property
    def area(self):
        return self.x * self.y


class Child(Plain):
    def total(self):
        return -super().total()


class Slots:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


class Failure(Exception):
    def __init__(self, code, why=None):
        super().__init__(code)
        self.code = code
        self.why = why

    def text(self):
        return "%s: %s" % (self.code, self.why)


def x_of(o):
    return o.x


def kind_of(o):
    return o.kind


def area_of(o):
    return o.area


def set_x(o, value):
    o.x = value


def count(o):
    o.count += 1
    return o.count


def total_of(o):
    return o.total()


def early(o, f):
    return o.add(f())


def failure(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def warm(*objects):
    for _ in range(3):
        for o in objects:
            x_of(o), total_of(o), failure(kind_of, o), failure(area_of, o)


def test_instances_are_read_and_written():
    a, b, c, d = Plain(1, 2), Child(3, 4), Slots(5, 6), Plain("a", "b")
    warm(a, b, c, d)
    assert [x_of(o) for o in (a, b, c, d)] == [1, 3, 5, "a"]
    assert [total_of(o) for o in (a, b, c, d)] == [3, -7, 11, "ab"]
    assert [area_of(a), area_of(b)] == [2, 12] and kind_of(b) == "plain"
    for o in (a, b, c):
        set_x(o, 10)
    assert [total_of(o) for o in (a, b, c)] == [12, -14, 16]
    assert failure(kind_of, c)[0] == "AttributeError" and failure(area_of, c)[0] == "AttributeError"
    assert failure(set_x, 5, 1)[0] == "AttributeError"
    assert failure(x_of, None) == ("AttributeError", "'NoneType' object has no attribute 'x'")


def test_the_order_of_attributes():
    def build(o, names):
        for name in names:
            if name == "x":
                o.x = 1
            elif name == "y":
                o.y = 2
            else:
                o.z = 3
        return list(o.__dict__.items())

    class Empty:
        pass

    for _ in range(3):
        for names in ("xyz", "zyx", "yx", "xzx", "zzx", ""):
            wanted = {name: "xyz".index(name) + 1 for name in names}
            assert build(Empty(), names) == list(wanted.items()), names


def test_class_attributes_change():
    a = Plain(1, 2)
    warm(a)
    Plain.kind = "other"
    assert kind_of(a) == "other"
    a.kind = "own"
    assert kind_of(a) == "own" and kind_of(Plain(0, 0)) == "other"
    del a.kind
    assert kind_of(a) == "other"
    del Plain.kind
    assert failure(kind_of, a)[0] == "AttributeError"
    Plain.kind = "plain"
    assert kind_of(a) == "plain" and kind_of(Plain) == "plain" and kind_of(Child) == "plain"
    Child.kind = "child"
    assert kind_of(Child(1, 1)) == "child" and kind_of(Child) == "child" and kind_of(a) == "plain"
    del Child.kind
    assert [count(a), count(a), count(Plain), count(a), count(Plain(1, 1))] == [1, 2, 1, 3, 2]
    Plain.count = 0


def test_methods_change_in_mid_loop():
    a, seen = Plain(1, 2), []
    old = Plain.total

    def other(self):
        return "other"

    for turn in range(6):
        if turn == 2:
            Plain.total = other
        if turn == 4:
            Plain.total = old
        seen.append(total_of(a))
    assert seen == [3, 3, "other", "other", 3, 3]
    a.total = lambda: "own"
    assert total_of(a) == "own" and a.twice() == "ownown" and total_of(Plain(4, 5)) == 9
    del a.total
    assert total_of(a) == 3
    Plain.total = staticmethod(lambda: "static")
    assert total_of(a) == "static"
    Plain.total = classmethod(lambda cls: cls.__name__)
    assert total_of(a) == "Plain"
    Plain.total = old
    assert total_of(a) == 3


def test_what_is_on_the_class_becomes_a_descriptor():
    a = Plain(1, 2)
    warm(a)
    Plain.x = property(lambda self: "read", lambda self, value: seen.append(value))
    seen = []
    assert x_of(a) == "read"
    set_x(a, 7)
    assert seen == [7] and a.__dict__["x"] == 1
    del Plain.x
    assert x_of(a) == 1

    class Late:
        def __get__(self, o, t):
            return "late"

    value = Late()
    Plain.x = value
    assert x_of(a) == 1
    Late.__set__ = lambda self, o, v: seen.append(("late", v))
    assert x_of(a) == "late"
    set_x(a, 8)
    assert seen == [7, ("late", 8)]
    del Late.__set__
    assert x_of(a) == 1
    del Plain.x

    class Silent:
        pass

    Plain.kind = Silent()
    assert type(kind_of(a)) is Silent
    Silent.__get__ = lambda self, o, t: "speaks"
    assert kind_of(a) == "speaks"
    Plain.kind = "plain"


def test_properties_change():
    a = Plain(2, 3)
    old = Plain.area
    assert area_of(a) == area_of(a) == 6
    Plain.area = property(lambda self: "new")
    assert area_of(a) == "new"
    Plain.area = old
    assert area_of(a) == 6
    old.__init__(lambda self: "again")
    assert area_of(a) == "again"
    old.__init__(lambda self: self.x * self.y)
    a.__dict__["area"] = "hidden"
    assert area_of(a) == 6
    assert failure(setattr, a, "area", 1)[0] == "AttributeError"


def test_dicts_of_instances():
    a = Plain(1, 2)
    warm(a)
    d = a.__dict__
    set_x(a, 5)
    assert d == {"x": 5, "y": 2}
    d["x"] = 6
    assert x_of(a) == 6
    d["total"] = lambda: "from the dict"
    assert total_of(a) == "from the dict"
    del d["total"]
    assert total_of(a) == 8
    a.__dict__ = {"x": 1, "y": 1}
    assert (x_of(a), total_of(a)) == (1, 2) and d == {"x": 6, "y": 2}
    set_x(a, 9)
    assert d["x"] == 6 and a.__dict__["x"] == 9
    del a.x
    assert failure(x_of, a) == ("AttributeError", "'Plain' object has no attribute 'x'")
    set_x(a, 3)
    assert list(a.__dict__) == ["y", "x"]
    b = Plain(1, 2)
    del b.x
    set_x(b, 4)
    assert list(b.__dict__) == ["y", "x"] and x_of(b) == 4
    a.__dict__.clear()
    assert failure(x_of, a)[0] == "AttributeError" and failure(total_of, a)[0] == "AttributeError"
    c = Plain(1, 2)
    for number in range(100):
        setattr(c, "more%d" % number, number)
    set_x(c, 11)
    assert x_of(c) == 11 and total_of(c) == 13 and c.more99 == 99


def test_classes_of_instances_are_assigned():
    class Other:
        kind = "other"

        def total(self):
            return self.y * 10

    a = Plain(1, 2)
    warm(a)
    a.__class__ = Other
    assert (kind_of(a), total_of(a), x_of(a)) == ("other", 20, 1)
    set_x(a, 4)
    assert a.__dict__ == {"x": 4, "y": 2}
    a.__class__ = Child
    assert (kind_of(a), total_of(a), x_of(a)) == ("plain", -6, 4)


def test_bases_are_assigned():
    class First:
        kind = "first"

        def total(self):
            return 1

    class Second:
        kind = "second"

        def total(self):
            return 2

    class Under(First):
        pass

    u = Under()
    assert (kind_of(u), total_of(u), kind_of(Under)) == ("first", 1, "first")
    Under.__bases__ = (Second,)
    assert (kind_of(u), total_of(u), kind_of(Under)) == ("second", 2, "second")
    Second.total = lambda self: 3
    assert total_of(u) == 3


def test_attribute_hooks_come_and_go():
    a, log = Plain(1, 2), []
    warm(a)
    Plain.__getattr__ = lambda self, name: "no " + name
    assert x_of(a) == 1
    del a.x
    assert x_of(a) == "no x"
    set_x(a, 1)
    Plain.__getattribute__ = lambda self, name: (log.append(name), object.__getattribute__(self, name))[1]
    assert x_of(a) == 1 and total_of(a) == 3 and log[:2] == ["x", "total"]
    Plain.__setattr__ = lambda self, name, value: log.append((name, value))
    set_x(a, 100)
    assert log[-1] == ("x", 100) and x_of(a) == 1
    del Plain.__getattribute__, Plain.__setattr__, Plain.__getattr__
    set_x(a, 2)
    assert x_of(a) == 2 and total_of(a) == 4


def test_slots():
    s = Slots(1, 2)
    warm(s)
    del s.x
    assert failure(x_of, s)[0] == "AttributeError"
    set_x(s, 5)
    assert x_of(s) == 5
    old = Slots.x
    Slots.x = 9
    assert x_of(s) == 9 and failure(set_x, s, 1)[0] == "AttributeError"
    Slots.x = old
    assert x_of(s) == 5

    class More(Slots):
        pass

    m = More(3, 4)
    m.x, m.z = 7, 8
    assert (x_of(m), m.z, total_of(m), m.__dict__) == (7, 8, 11, {"z": 8})
    m.total = lambda: "own"
    assert total_of(m) == "own" and total_of(s) == 7
    Foreign = type("Foreign", (), {"x": Slots.y})
    assert failure(x_of, Foreign())[0] == "TypeError" and failure(set_x, Foreign(), 1)[0] == "TypeError"


def test_metaclasses():
    class Meta(type):
        @property
        def x(cls):
            return "of meta"

        def total(cls):
            return "meta " + cls.__name__

    class Made(metaclass=Meta):
        x = "of class"

        def total(self):
            return "instance"

    assert (x_of(Made), x_of(Made())) == ("of meta", "of class")
    assert failure(total_of, Made)[0] == "TypeError" and total_of(Made()) == "instance"

    class Called(type):
        def __call__(cls, *args):
            return "called", args

    class Odd(metaclass=Called):
        def __init__(self, n):
            raise AssertionError

    def make(cls, n):
        return cls(n)

    assert make(Odd, 1) == ("called", (1,))
    assert make(int, "7") == 7 and make(type, 7) is int


def test_instances_are_made():
    def make(cls, *args):
        if len(args) == 1:
            return cls(args[0])
        return cls(args[0], args[1])

    def named(cls, **args):
        return cls(x=args["x"], y=args["y"])

    assert make(Plain, 1, 2).__dict__ == {"x": 1, "y": 2} == named(Plain, x=1, y=2).__dict__
    assert make(Slots, 1, 2).y == 2 and make(Child, 1, 2).total() == -3
    assert failure(make, Plain, 1)[0] == "TypeError"
    assert failure(lambda: object.__new__(Plain).x)[0] == "AttributeError"

    class Answers:
        def __init__(self, n):
            return n

    assert failure(make, Answers, 5) == ("TypeError", "__init__() should return None, not 'int'")
    assert type(make(Answers, None)) is Answers

    class Bare:
        pass

    assert failure(make, Bare, 5)[0] == "TypeError"
    Bare.__init__ = lambda self, n: setattr(self, "n", n)
    assert make(Bare, 5).n == 5
    Bare.__new__ = lambda cls, n: "instead of it"
    assert make(Bare, 5) == "instead of it"
    Bare.__new__ = lambda cls, n: object.__new__(cls)
    assert make(Bare, 6).n == 6

    class Abstract:
        __abstractmethods__ = frozenset()

        def __init__(self, n):
            self.n = n

    assert make(Abstract, 1).n == 1
    Abstract.__abstractmethods__ = frozenset(["run"])
    assert failure(make, Abstract, 1)[0] == "TypeError"
    old = Plain.__init__
    Plain.__init__ = lambda self, x, y: old(self, y, x)
    assert make(Plain, 1, 2).x == 2
    Plain.__init__ = old
    assert make(Plain, 1, 2).x == 1

    class Number(int):
        def __init__(self, n):
            self.half = n // 2

    assert (make(Number, 8), make(Number, 8).half) == (8, 4)


def test_exceptions_with_attributes():
    def fails(code):
        try:
            raise Failure(code, "why")
        except Failure as e:
            return e.code, e.why, e.args, e.text(), str(e)

    for code in (1, 2, "x"):
        assert fails(code) == (code, "why", (code,), "%s: why" % code, str(code))
    e = Failure(1)
    e.__dict__["text"] = lambda: "own"
    assert e.text() == "own" and Failure(2).text() == "2: None"


def test_methods_are_looked_up_before_arguments():
    class Adder:
        def add(self, n):
            return "first", n

    a = Adder()

    def swap():
        Adder.add = lambda self, n: ("second", n)
        return 1

    assert early(a, lambda: 0) == ("first", 0)
    assert early(a, swap) == ("first", 1)
    assert early(a, swap) == ("second", 1)
    a.add = lambda n: ("own", n)
    assert early(a, swap) == ("own", 1)


def test_classes_that_were_just_changed():
    class A:
        pass

    class B:
        pass

    for number in range(20):
        A.z = B.z = number
        a, b = A(), B()
        set_x(a, 1)
        A.z = B.z = -number
        set_x(b, 2)
        assert (x_of(a), x_of(b)) == (1, 2)
    for number in range(3000):
        A.z = number
        assert x_of(a) == 1 and a.z == number


def test_classes_are_forgotten():
    freed = []

    def one(n):
        class Short:
            def __init__(self):
                self.x = n

            def total(self):
                return n

            def __del__(self):
                freed.append(n)

        s = Short()
        return x_of(s) + total_of(s)

    assert [one(n) for n in range(30)] == [2 * n for n in range(30)]
    gc.collect()
    assert freed == list(range(30))


def test_old_values_go_when_they_are_replaced():
    log = []

    class Noisy:
        def __init__(self, name):
            self.name = name

        def __del__(self):
            log.append((self.name, type(x_of(holder)).__name__))

    for holder in (Plain(1, 2), Slots(1, 2)):
        set_x(holder, Noisy("a"))
        set_x(holder, Noisy("b"))
        set_x(holder, 3)
        assert log == [("a", "Noisy"), ("b", "int")]
        log.clear()


def test_reference_counts_stay():
    a, s, value = Plain(1, 2), Slots(1, 2), object()
    before = sys.getrefcount(value), sys.getrefcount(Plain), sys.getrefcount(Plain.total)
    for _ in range(50):
        for o in (a, s):
            set_x(o, value)
            x_of(o)
        set_x(a, 1)
        total_of(a), area_of(a), kind_of(a), Plain(1, 2), failure(Plain, 1)
    set_x(s, 1)
    assert (sys.getrefcount(value), sys.getrefcount(Plain), sys.getrefcount(Plain.total)) == before


def test_modules_and_builtins():
    assert sys.maxsize == getattr(sys, "maxsize") and builtins.len is len
    sys.x = 5
    assert x_of(sys) == 5
    sys.x = 6
    assert x_of(sys) == 6
    del sys.x
    assert failure(x_of, sys)[0] == "AttributeError"

    def parts(o):
        return o.real, o.imag

    assert parts(3) == (3, 0) and parts(1.5) == (1.5, 0.0) and parts(2j) == (0.0, 2.0)
