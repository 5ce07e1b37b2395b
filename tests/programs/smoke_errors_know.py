# test: what exceptions and their frames know of the place that raised
import builtins
import sys


def caught(function, *args):
    try:
        function(*args)
    except Exception as e:
        return e


def no_global():
    return nowhere


def no_free():
    def inner():
        return later
    inner()
    later = 1


def delete_global():
    global nowhere
    del nowhere


class Asked:
    def __getattr__(self, name):
        raise AttributeError


def no_attribute(o):
    return o.missing


def later_line():
    x = 1

    y = x

    return y / 0


class Base:
    def __init__(self):
        pass


class Derived(Base):
    def deleted(self):
        del self
        super().__init__()

    def in_closure(self):
        def use():
            return self
        del self
        return super(), use


def names():
    """
    >>> names()
    nowhere nowhere later
    """
    found = [caught(f) for f in (no_global, delete_global, no_free)]
    if sys.version_info >= (3, 10):
        print(*[e.name for e in found])
    else:
        print('nowhere nowhere later')


def attributes():
    """
    >>> attributes()
    AttributeError AttributeError
    """
    asked, a_list = Asked(), []
    found = [caught(no_attribute, o) for o in (asked, a_list)]
    if sys.version_info >= (3, 10):
        assert [e.name for e in found] == ['missing', 'missing']
        assert found[0].obj is asked and found[1].obj is a_list
    print(*[type(e).__name__ for e in found])


def lines():
    """
    >>> lines()
    5
    """
    t = caught(later_line).__traceback__.tb_next
    code = t.tb_frame.f_code
    assert t.tb_lineno == t.tb_frame.f_lineno
    print(t.tb_lineno - code.co_firstlineno if sys.version_info >= (3, 11) else 5)


def deleted_instances():
    """
    >>> deleted_instances()
    super(): arg[0] deleted
    super(): arg[0] deleted
    """
    print(caught(Derived().deleted))
    print(caught(Derived().in_closure))


def builtins_of_functions():
    """
    >>> builtins_of_functions()
    True
    """
    return no_global.__builtins__ is builtins.__dict__
