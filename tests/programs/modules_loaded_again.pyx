# test: a module that is loaded again is the same module, whatever name it is asked for by; it never runs twice
"""
>>> import importlib.util, sys
>>> count()
1
>>> spec = importlib.util.spec_from_file_location(own.__name__, own.__spec__.origin)
>>> again = importlib.util.module_from_spec(spec)
>>> spec.loader.exec_module(again)
>>> again is own, count()
(True, 1)
>>> kept = sys.modules.pop(own.__name__)
>>> spec = importlib.util.spec_from_file_location(own.__name__, kept.__spec__.origin)
>>> again = importlib.util.module_from_spec(spec)
>>> spec.loader.exec_module(again)
>>> again is kept, count()
(True, 1)
>>> sys.modules[kept.__name__] = kept
>>> print(Owner.first.place, Owner.second.place)
('Owner', 'first') ('Owner', 'second')
>>> twice(3), chosen()(4)
(6, 8)
"""
import sys

own = sys.modules[__name__]
runs = [0]
runs[0] += 1


def count(): return runs[0]


class Named:
    def __set_name__(self, owner, name):
        self.place = owner.__name__, name


cdef class Owner:
    first, second = Named(), Named()
    third = 3


cdef int double_of(int a): return 2 * a

cdef apply(int (*f)(int), int a): return f(a)

def twice(a):
    f = double_of
    return apply(f, a)

def chosen():
    return lambda a: apply(double_of, a)
