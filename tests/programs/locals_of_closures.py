# test: `locals()` and its like know the variables of functions around that a function mentions
"""
>>> used_later()
[(True, ['x']), (['x', 'z'], 1), ['y'], ['x', 'y'], ['x'], ['x'], ['inner', 'x']]
>>> rebinds()
['x']
>>> runs()
(3, 3, ['x'])
>>> Sub().names(), Sub().plain()
(['__class__', 'self'], ['self'])
>>> unbound()
([], ['x'])
>>> in_class()
['y']
"""


def used_later():
    x = 1
    test = lambda: ("x" in locals(), sorted(locals())) if x else None

    def before():
        z = sorted(list(locals()) + ["z"])
        return z, x

    def without():
        y = 2
        return sorted(locals())

    def own_too():
        y = 2
        return sorted(vars()) if x else y

    def generator():
        yield dir()
        yield x

    def listed():
        return [sorted(names) for names in [locals()] for _ in [x]][0]

    def passes_on():
        def inner():
            return x

        return sorted(locals())

    return [test(), before(), without(), own_too(), next(generator()), listed(), passes_on()]


def rebinds():
    x = 1

    def f():
        nonlocal x
        names = dir()
        x = 2
        return names

    return f()


def runs():
    x = 1

    def f():
        a = eval("x + 2")
        space = {}
        exec("b = x + 2", globals() | {"x": x}, space) if hasattr(dict, "__or__") else None
        return a, space.get("b", 3), [n for n in dir() if n == "x"]

    return f()


class Base:
    def names(self):
        return []


class Sub(Base):
    def names(self):
        found = sorted(set(locals()) - {"found"})
        super().names()
        return found

    def plain(self):
        return sorted(locals())


def unbound():
    def f():
        return sorted(locals()) if 1 else x

    before = f()
    x = 1
    return before, f()


def in_class():
    x = 1

    class C:
        y = x
        names = [n for n in locals() if not n.startswith("__")]

    return C.names
