# test: extension types that are dataclasses: every option, factories, keyword-only fields, bases, __post_init__, hashes
# cython: language_level=3
cimport cython
from cython.dataclasses cimport dataclass, field
from typing import ClassVar
import dataclasses
from dataclasses import InitVar, KW_ONLY

@dataclass
cdef class Point:
    x: cython.double
    y: cython.int = 2
    tags: list = field(default_factory=list)
    origin: ClassVar[str] = "here"
    cdef int hidden
    cdef public double weight
    weight = 1.5

@dataclass(order=True, frozen=True)
cdef class Version:
    major: cython.int
    minor: cython.int = 0
    note: str = field(default="", compare=False, repr=False, metadata={"doc": "free text"})

@dataclass(unsafe_hash=True)
cdef class Named(Point):
    name: str = field(default="?", hash=False)
    y: cython.int = 20

@cython.dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)
cdef class Bare:
    a: object = 1

@dataclass(kw_only=True)
cdef class ByName:
    a: object
    b: object = 3

@dataclass
cdef class Mixed:
    a: object
    c: object = field(kw_only=True)
    b: object = 2
    _: KW_ONLY
    d: object = 4

@dataclass
cdef class Later:
    total: object = field(init=False)
    scale: InitVar[int] = 10
    self: object = None

    def __post_init__(this, scale):
        this.total = scale * 2

@dataclass
cdef class Own:
    a: object
    def __init__(self):
        self.a = "own"
    def __repr__(self):
        return "repr"
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 7

@dataclass
cdef class Nested:
    inner: object = None

class Outside(Named):
    pass

def test():
    """
    >>> p = Point(1, tags=["a"]); p
    Point(x=1.0, y=2, tags=['a'], weight=1.5)
    >>> Point(1) == Point(1.0), Point(1) == Point(1, 3), Point(1) != Point(2), Point(1) == (1.0, 2, []), Point(1).tags is Point(1).tags
    (True, False, True, False, False)
    >>> [f.name for f in dataclasses.fields(Point)], Point.__match_args__, Point.origin
    (['x', 'y', 'tags', 'weight'], ('x', 'y', 'tags', 'weight'), 'here')
    >>> [(f.name, f.type) for f in dataclasses.fields(Version)], dataclasses.fields(Version)[2].metadata["doc"]
    ([('major', 'cython.int'), ('minor', 'cython.int'), ('note', 'str')], 'free text')
    >>> dataclasses.asdict(p), dataclasses.astuple(p), dataclasses.replace(p, x=9).x
    ({'x': 1.0, 'y': 2, 'tags': ['a'], 'weight': 1.5}, (1.0, 2, ['a'], 1.5), 9.0)
    >>> Point()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: __init__() takes at least ...
    >>> Point("no")
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> hash(Point(1))
    Traceback (most recent call last):
    TypeError: unhashable type: 'dataclasses_in_c.Point'

    >>> Version(1, 2, "n"), Version(1) < Version(1, 1) < Version(2), Version(1) >= Version(1, note="x")
    (Version(major=1, minor=2), True, True)
    >>> hash(Version(3)) == hash(Version(3, note="n")) == hash((3, 0)), sorted([Version(2), Version(1)])[0].major
    (True, 1)
    >>> Version(1) < 3
    Traceback (most recent call last):
    TypeError: '<' not supported between instances of 'dataclasses_in_c.Version' and 'int'
    >>> Version(1).major = 3
    Traceback (most recent call last):
    AttributeError: attribute 'major' of 'dataclasses_in_c.Version' objects is not writable

    >>> n = Named(1); n
    Named(x=1.0, y=20, tags=[], weight=1.5, name='?')
    >>> n == Point(1, 20), Outside(1), Outside(1) == n, list(Named.__dataclass_fields__)
    (False, Outside(x=1.0, y=20, tags=[], weight=1.5, name='?'), False, ['x', 'y', 'tags', 'weight', 'name'])
    >>> hash(Named(1))
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'

    >>> Bare().a, Bare() == Bare(), repr(Bare()).startswith("<"), hasattr(Bare, "__match_args__"), dataclasses.is_dataclass(Bare)
    (None, False, True, False, True)
    >>> ByName(b=1, a=2), ByName.__match_args__
    (ByName(a=2, b=1), ())
    >>> ByName(1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: __init__() takes ... 1 positional argument (2 given)
    >>> Mixed(1, c=3), Mixed(1, 5, c=3, d=6), Mixed.__match_args__
    (Mixed(a=1, c=3, b=2, d=4), Mixed(a=1, c=3, b=5, d=6), ('a', 'b'))
    >>> Later(), Later(3), Later(scale=1, self=2)
    (Later(total=20, self=None), Later(total=6, self=None), Later(total=2, self=2))
    >>> Own().a, Own(), Own() == 3, hash(Own())
    ('own', repr, True, 7)
    >>> n = Nested(); n.inner = [n]; n
    Nested(inner=[...])
    >>> Point.__init__.__annotations__["tags"], Point.__dataclass_params__.eq, Version.__dataclass_params__.frozen
    ('list', True, True)
    >>> match_it(Point(4))
    4.0
    """

def match_it(p):
    match p:
        case Point(x):
            return x
