# test: what looks at callers further out finds those of the module too: functions, methods of self, super()
"""
>>> direct(), through(), Thing().method(), Derived().method()
('direct', 'through', 'method', 'method')
>>> two_further()
['middle', 'two_further']
>>> [name for name, line in warned()]
['warned', 'warned']
>>> raising()
'division by zero', ['raising', 'fail']
>>> outside()
'<module>'
"""
import sys
import traceback
import warnings


def who(depth=1):
    return sys._getframe(depth).f_code.co_name


def direct():
    return who()


def through():
    name = who()
    return name


class Thing:
    def who(self):
        return sys._getframe(1).f_code.co_name

    def method(self):
        return self.who()


class Derived(Thing):
    def who(self):
        return super().who()

    def method(self):
        assert self.who() == 'who'
        return super().method() and 'method'


def two():
    return [sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name]


def middle():
    return two()


def two_further():
    return middle()


def deprecated():
    warnings.warn('old', DeprecationWarning, stacklevel=2)


def older():
    deprecated_too()


def deprecated_too():
    warnings.warn('older', DeprecationWarning, stacklevel=3)


def warned():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        deprecated()
        older()
    start = warned.__code__.co_firstlineno
    lines = [w.lineno - start for w in seen]
    assert lines == [3, 4], lines
    return [('warned', n) for n in lines]


def fail(n):
    sys._getframe(1)
    return 1 / n


def raising():
    try:
        fail(0)
    except ZeroDivisionError as e:
        names = [f.name for f in traceback.extract_tb(e.__traceback__)]
        print(f"{str(e)!r}, {names}")


def outside():
    return who(2)
