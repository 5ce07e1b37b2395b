# test: code objects name the variables of their functions, those of generators and coroutines too
"""
>>> plain.__code__.co_varnames, plain.__code__.co_nlocals
(('a', 'b', 'c', 'd', 'first', 'rest', 'i', 'module', 'e'), 9)
>>> method.__code__.co_varnames
('self', '_Hidden__own')
>>> keeps.__code__.co_varnames, keeps.__code__.co_cellvars in ((), ('held',))
(('x', 'inner'), True)
>>> for make in generates, waits, streams:
...     made = make(1, y=2)
...     code, frame = code_and_frame(made)
...     names = code.co_name, code.co_varnames, code.co_argcount, code.co_kwonlyargcount
...     print(*names, frame.f_code.co_varnames == code.co_varnames)
...     print(code_and_frame(made)[1] is frame, hex(code.co_flags & ~0x43), not (code.co_flags ^ make.__code__.co_flags) & ~0x40)
generates ('x', 'y', 'more', 'z') 1 1 True
True 0x28 True
waits ('x', 'y', 'more', 'z') 1 1 True
True 0x88 True
streams ('x', 'y', 'more', 'z') 1 1 True
True 0x208 True
>>> g = generates(1)
>>> list(g), g.gi_frame
([1], None)
>>> [type(x).__dict__['__name__'].__doc__ for x in made_of_all()]
['name of the generator', 'name of the coroutine', 'name of the async generator']
"""
import warnings

warnings.simplefilter("ignore", RuntimeWarning)


def plain(a, *c, b, **d):
    first, *rest = c
    for i in rest:
        import os.path as module
    try:
        list(inner for inner in rest)
    except ValueError as e:
        pass


class Hidden:
    def method(self):
        __own = 1
        return __own


method = Hidden.method


def keeps(x):
    held = x
    def inner():
        return held
    return inner


def generates(x, *, y=0, **more):
    z = x
    yield z


async def waits(x, *, y=0, **more):
    z = x
    return z


async def streams(x, *, y=0, **more):
    z = x
    yield z


def code_and_frame(made):
    for prefix in "gi", "cr", "ag":
        if hasattr(made, prefix + "_code"):
            return getattr(made, prefix + "_code"), getattr(made, prefix + "_frame")


def made_of_all():
    return generates(1), waits(1), streams(1)
