"""Methods are looked up before their arguments are evaluated.

>>> order()
['a', 'b', 'm', 'x', 'called']
>>> missing()
[]
>>> replaced()
('old', 'new')
>>> keywords()
((1, 2), {'c': 3})
>>> instance_attribute()
('plain', 2)
>>> builtin_methods([3, 1, 2])
([3, 1, 2, 4], 'a-b', 2)
"""

LOG = []


def note(name):
    LOG.append(name)
    return name


class Watched:
    def __getattr__(self, name):
        note(name)
        return lambda value: note("called") and self


def order():
    LOG.clear()
    w = Watched()
    (note("a") and w and note("b") and w).m(note("x"))
    return LOG


def missing():
    LOG.clear()
    try:
        [].nope(note("never"))
    except AttributeError:
        pass
    return LOG


class Changing:
    def get(self, value):
        return "old"

    def change(self):
        Changing.get = lambda self, value: "new"


def replaced():
    c = Changing()
    first = c.get(c.change())
    return first, c.get(c.change())


class Taking:
    def take(self, *args, **kwargs):
        return args, kwargs


def keywords():
    t = Taking()
    return t.take(len("x"), int("2"), c=int("3"))


def instance_attribute():
    t = Taking()
    t.take = lambda n: ("plain", n)
    return t.take(int("2"))


def builtin_methods(items):
    copy = list(items)
    copy.append(len(str(1000)))
    return copy, "-".join(sorted({"b", "a"})), items.index(min([2, 3]))
