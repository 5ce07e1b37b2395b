# test: names with two underscores that a method declares global or nonlocal are those of its class, however they are spelled
"""
>>> Foo().shared(), own('_Foo__shared')
([1, 2], 2)
>>> Foo().nested()
((2, 2), 2)
>>> Foo().bound(), own('_Foo__json') is sys.modules['json']
(['_Foo__Inner', '_Foo__given', '_Foo__inner'], True)
>>> own('_Foo__gone')
"""
import sys


def own(name):
    return globals().get(name)


class Foo:
    def shared(self):
        global __shared
        __shared = 0
        found = []
        [_Foo__shared := 1 for _ in [2]]
        found.append(__shared)
        _Foo__shared = 2
        found.append(__shared)
        return found

    def nested(self):
        __value = 1

        def inner():
            nonlocal __value
            __value += 1
            return __value, _Foo__value
        return inner(), _Foo__value

    def bound(self, __given=4):
        global __gone, __json
        __gone = 1
        import json as __json
        del __gone

        def __inner():
            pass

        class __Inner:
            pass
        return sorted(name for name in locals() if name != 'self')
