# test: the `__getattr__` of an extension type can be called by its name, also through super()
"""
>>> Base().a, Base.__getattr__(Base(), "b"), Base.__getattr__.__doc__
('base a', 'base b', 'For what is missing.')
>>> Sub.__getattr__(Sub(), "a"), Sub.__getattr__(Sub(), "x")
('sub base a', 'x itself')
>>> Plain.__getattr__(Plain(), "a"), Plain.__getattr__(Plain(), "y")
('plain base a', 'y itself')
>>> Base.__getattr__(1, "b")
Traceback (most recent call last):
TypeError: descriptor '__getattr__' for 'getattr_seen.Base' objects doesn't apply to a 'int' object
>>> Typed().a, Typed.__getattr__(Typed(), "bc")
(1, 2)
>>> hasattr(Base(), "__len__")
False
"""

cdef class Base:
    def __getattr__(self, name):
        "For what is missing."
        if name.startswith("__"): raise AttributeError(name)
        return "base " + name


cdef class Sub(Base):
    def __getattr__(self, name):
        if name == "x": return "x itself"
        return "sub " + super().__getattr__(name)


class Plain(Base):
    def __getattr__(self, name):
        if name == "y": return "y itself"
        return "plain " + super().__getattr__(name)


cdef class Typed:
    def __getattr__(self, str name):
        return len(name)
