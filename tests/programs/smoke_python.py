# test: Python as it is
"""What plain Python promises and compiled code easily loses."""
import collections
import dataclasses
import functools
import inspect
import sys
import types
import typing

Point = collections.namedtuple("Point", "x y")
T = typing.TypeVar("T")


def endless(n):
    return endless(n + 1)


def endless_generator(n):
    yield from endless_generator(n + 1)


def test_recursion_has_a_limit():
    for call in (lambda: endless(0), lambda: list(endless_generator(0))):
        try:
            call()
        except RecursionError as e:
            assert str(e).startswith("maximum recursion depth exceeded")
        else:
            raise AssertionError("no RecursionError")
    assert endless.__name__ == "endless"


def refused(call):
    try:
        call()
    except TypeError as e:
        return str(e)
    return None


def test_wrong_calls_are_worded_as_the_interpreter_does():
    def f(a, b, /, c=1, *, d):
        return a, b, c, d

    source = "def f(a, b, /, c=1, *, d): pass"
    space = {}
    exec(source, space)
    g = space["f"]
    if sys.version_info >= (3, 10):
        g.__qualname__ = f.__qualname__
    for args, kwargs in [((), {}), ((1, 2), {}), ((1, 2, 3, 4), {}), ((1, 2), {"a": 1, "d": 2}), ((1, 2), {"e": 1})]:
        mine, theirs = refused(lambda: f(*args, **kwargs)), refused(lambda: g(*args, **kwargs))
        assert mine and mine == theirs, (mine, theirs)


class Base:
    children = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.children.append(cls.__name__)

    def __class_getitem__(cls, item):
        return cls.__name__, item


class Child(Base):
    pass


def test_hooks_of_classes_are_class_methods():
    assert Base.children == ["Child"] and Child[1] == ("Child", 1)


def annotated(a: int, *rest: "later") -> T:
    pass


@dataclasses.dataclass(order=True)
class Pair:
    a: int
    b: list = dataclasses.field(default_factory=list)


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


def test_annotations_are_values():
    assert annotated.__annotations__ == {"a": int, "rest": "later", "return": T}
    assert [f.type for f in dataclasses.fields(Pair)] == [int, list]
    assert Pair(1, [2]) < Pair(2) and repr(Pair(1)) == "Pair(a=1, b=[])"


def test_decorators_of_classes_are_called():
    assert Version(1) <= Version(2) and Version(3) > Version(2)


def test_code_of_the_module_has_a_frame():
    assert Point.__module__ == T.__module__ == __name__


def test_variables_of_closures_are_objects():
    n = 12

    def inner():
        return n

    assert inner.__closure__[0].cell_contents == 12
    assert type(inner.__closure__[0]) is types.CellType

    class C:
        locals()["n"] = 43
        m = n

    assert C.m == 43


def test_a_class_body_sees_what_is_put_into_its_namespace():
    class C:
        space = vars()
        for i in range(3):
            space["item%d" % i] = i
        last = item2

    assert C.last == 2


def test_literals_are_numbers_of_python():
    assert (1 << 5000) >> 4990 == 1024 and 2 ** 2000 // 2 ** 1990 == 1024
    for f, e in [(lambda: 1 / 0, "division by zero"), (lambda: 1 << -1, "negative shift count")]:
        try:
            f()
        except (ZeroDivisionError, ValueError) as found:
            assert str(found) == e, found
        else:
            raise AssertionError(e)
    for f in (lambda: 1j % 2, lambda: 1.5 << 2, lambda: 2 @ 3):
        assert refused(f)
    z = 1 + 2j
    assert (z.real, z.imag) == (1.0, 2.0)


def test_a_variable_without_a_value():
    def f():
        print(late)
        late = 1

    def g():
        x: int
        return x

    for call in f, g:
        try:
            call()
        except UnboundLocalError:
            pass
        else:
            raise AssertionError("no UnboundLocalError")


def test_arguments_may_change_their_type():
    def f(*args, **kwargs):
        first, *args = args
        kwargs = list(kwargs)
        return first, args, kwargs

    assert f(1, 2, 3, k=1) == (1, [2, 3], ["k"])
    data = [1]
    data[:] = range(3)
    assert data == [0, 1, 2]


def test_generators_are_instances_of_their_type():
    def g():
        yield

    async def c():
        pass

    coroutine = c()
    assert isinstance(g(), types.GeneratorType) and inspect.iscoroutine(coroutine)
    coroutine.close()


class Owner:
    def __init__(self, held):
        self.held = held
        self.name = "owner"

    def __eq__(self, other):
        self.held.clear()
        return self.name == "other"


def test_a_special_method_holds_its_arguments():
    held = collections.deque()
    held.append(Owner(held))
    try:
        held.index(1)
    except (RuntimeError, ValueError, IndexError):
        pass
    assert not held


def test_a_manager_without_an_end():
    class Half:
        def __enter__(self):
            pass

    try:
        with Half():
            pass
    except (TypeError, AttributeError) as e:
        assert "__exit__" in str(e)
    else:
        raise AssertionError("no error")


pairs = {i: tuple(j for j in t if i != j) for t in [(1, 2)] for i in t}
name = "module"


def test_scopes_of_comprehensions_and_classes():
    assert pairs == {1: (2,), 2: (1,)}
    name = "function"

    class C:
        if False:
            name = "class"
        seen = name
        made = [f() for f in [lambda: n for n in range(3)]]

    assert C.seen == "module" and C.made == [2, 2, 2] and name == "function"


def test_patterns_tell_numbers_from_truth():
    one = 1
    match one:
        case True:
            found = "truth"
        case 1:
            found = "number"
    assert found == "number"

    class Odd:
        def f(self, x):
            match x:
                case types.SimpleNamespace(__a=a):
                    return a

    assert Odd().f(types.SimpleNamespace(**{"__a": 1, "_Odd__a": 2})) == 1


def test_floats_divide_as_in_python():
    inf = float("inf")
    for a in (1.0, -1.0, 7.5, 0.0, -0.0, 1e308):
        for b in (0.1, -0.1, 3.0, inf, -inf):
            assert repr(quotient(a, b)) == repr(divmod(a, b)), (a, b)


def quotient(x, y):
    a: float = x
    b: float = y
    return a // b, a % b


def test_generators_say_what_they_are():
    async def c():
        pass

    coroutine = c()
    assert coroutine.cr_code.co_flags & inspect.CO_COROUTINE
    assert (lambda: (yield))().gi_code.co_flags & inspect.CO_GENERATOR
    coroutine.close()
