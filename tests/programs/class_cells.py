# test: a metaclass that does not hand `__classcell__` on to type.__new__ is told so, and super() tells what it lacks
"""
>>> class_of(Keeping)
True
>>> class_of(Dropping)
"RuntimeError: __class__ not set defining 'Held' as"
>>> class_of(Twice)
'TypeError: __class__ set to'
>>> class_of(lambda name, bases, space: 1)
1
>>> class_of(Odd)
True
>>> plain(Dropping)
'spam'
"""


class Keeping(type):
    pass


class Dropping(type):
    def __new__(meta, name, bases, space):
        space.pop("__classcell__", None)
        return super().__new__(meta, name, bases, space)


class Twice(type):
    def __new__(meta, name, bases, space):
        super().__new__(meta, "First", bases, space)
        del space["__classcell__"]
        return super().__new__(meta, name, bases, space)


class Space(dict):
    def __getitem__(self, key):
        if key == "__classcell__":
            raise ValueError("nobody asks for it")
        return super().__getitem__(key)


class Odd(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return Space()

    def __new__(meta, name, bases, space):
        return super().__new__(meta, name, bases, dict(space))


def class_of(meta):
    try:
        class Held(metaclass=meta):
            def own(self):
                return __class__
    except (RuntimeError, TypeError) as e:
        return f"{type(e).__name__}: " + " ".join(str(e).split()[: 6 if "not set" in str(e) else 3])
    return Held if Held == 1 else Held().own() is Held


def plain(meta):
    class Plain(metaclass=meta):
        def own(self):
            return "spam"

    return Plain().own()
