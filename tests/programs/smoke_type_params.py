# test: generic functions and classes, aliases; since Python 3.12 what they say is evaluated when somebody asks
"""
>>> [p.__name__ for p in Table.__parameters__], Table[int].__args__, Table({1: 2})
(['K', 'V'], (<class 'int'>,), {1: 2})
>>> [base.__name__ for base in Table.__bases__]
['dict', 'Generic']
>>> Table.key is Table.__parameters__[0], Table().method(1)[1] is Table.key, Table.Inner().both()[1] is Table.key
(True, True, True)
>>> [p.__name__ for p in Table.Inner().both()]
['W', 'K']
>>> pair(1)[0].__constraints__, pair(1)[1].__name__
((<class 'int'>, <class 'str'>), 'P')
>>> pair.__annotations__['x'] is pair(1)[0], list(stream())[0].__name__
(True, 'T')
>>> local(5)
(list[int], 5)
>>> Table.__type_params__ == Table.__parameters__ == (Table.key, Table().method(1)[2])
True
"""
import sys

lazy = sys.version_info >= (3, 12)


class Table[K, V](dict):
    key = K

    class Inner[W]:
        def both(self):
            return W, K

    def method[U](self, a: U):
        return U, K, V


def pair[T: (int, str), P](x: T) -> T:
    return T, P


def stream[T]():
    yield T


def local(x):
    type Alias[T] = list[T]
    type Plain = Alias[int]

    def inner[Q](a: Q = x):
        return a

    return (Plain.__value__.__value__[int] if lazy else Plain), inner()


class Bound[T: "Later", U: (int, str)]:
    pass


def test_evaluated_later():
    if not lazy:
        return
    global Later

    class Name[T: Later]:
        type Own = Later | None

        def method[V: list[T]](self):
            return V

    type Tree[T] = tuple[T, Tree[T] | None]
    for ask in (lambda: Name.__type_params__[0].__bound__), (lambda: Name.Own.__value__):
        try:
            ask()
        except NameError as e:
            assert "Later" in str(e)
        else:
            raise AssertionError
    Later = int
    T, = Name.__type_params__
    assert T.__bound__ is int and Name.Own.__value__ == int | None
    assert Name().method().__bound__ == list[T]
    assert Tree.__value__.__args__[0] is Tree.__type_params__[0] and Tree.__name__ == "Tree"
    assert Bound.__type_params__[0].__bound__ == "Later" and Tree.__module__ == __name__
    del Later


def test_unpacked():
    if sys.version_info < (3, 11):
        return

    class Array[T, *Shape]:
        pass

    assert str(Array[int, str, float].__args__) == str((int, str, float))
    assert len(Array.__parameters__) == 2


def test_defaults():
    if sys.version_info < (3, 13):
        return

    class Named[T = "T1", U: (int, str) = str]:
        pass

    T, U = Named.__type_params__
    assert T.__default__ == "T1" and U.__default__ is str and U.__constraints__ == (int, str)
    type Packed[*Ts = *tuple[int, str]] = tuple[*Ts]
    assert str(Packed.__type_params__[0].__default__) == "*tuple[int, str]"
