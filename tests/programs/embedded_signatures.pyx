# test: signatures in docstrings: embedsignature and its three formats, default NULL, docstrings of special methods
# cython: embedsignature=True
"""
>>> for f in (plain, typed, annotated, ends, copies, face, pointer):
...     print(f.__doc__)
plain(a, b=2, *args, c, d=None, **kwds)
<BLANKLINE>
First line.
    indented
<BLANKLINE>
Last line.
typed(int a, str b='it', double[:] v=None, e=...)
annotated(int a: int, list b: list[int] = None, /, *rest: tuple, k: 'text' = 1 + 2) -> int
ends(*, a=(1,), b={'k': [1]})
copies(int x=A | B, y=(A + 1) * 2)
face(unsigned int x, char *t=NULL) -> bool
pointer(char *t=NULL)
>>> print(off.__doc__)
Only this.
>>> pointer(), pointer(b"x"), face(1), face(1, b"x")
(True, False, True, False)
>>> pointer(None)
Traceback (most recent call last):
TypeError: expected bytes, NoneType found
>>> print(Point.__doc__)
Point(int x, y=0)
<BLANKLINE>
A point.
>>> print(Point.x.__doc__)
x: 'int'
<BLANKLINE>
How far right.
>>> print(Point.next.__doc__, Point.hidden.__doc__)
next: embedded_signatures.Point None
>>> print(Point.move.__doc__)
Point.move(self, int by) -> Point
>>> print(Point.norm.__doc__, Point.made.__doc__, Point.helper.__doc__, sep=";")
Point.norm: float;Point.made(cls, a);Point.helper(a)
>>> print(Point.__len__.__doc__)
Point.__len__(self)
<BLANKLINE>
How many.
>>> print(Point.__neg__.__doc__)
-self
>>> print(Other.__len__.__doc__)
How long.
>>> print(python_form.__doc__)
python_form(a: int, b: float = 1, *, c: bytes, d: bool)
>>> print(clinic_form.__doc__, clinic_form.__text_signature__)
Its text. (a, b=1)
>>> print(Clinic.method.__doc__, Clinic.method.__text_signature__)
None ($self, a, *, k=2)
>>> print(outer()(1), outer.__doc__, Python.method.__doc__)
1 outer() Python.method(self, a)
"""
cimport cython

cdef enum:
    A = 1
    B = 2


def plain(a, b=2, *args, c, d=None, **kwds):
    """First line.
        indented

    Last line.
    """

def typed(int a, str b='it', double[:] v=None, e=lambda: 1): pass
def annotated(a: int, b: list[int] = None, /, *rest: tuple, k: 'text' = 1+2) -> int: return 1
def ends(*, a=(1,), b={'k': [1]}): pass
def copies(int x=A|B, y=(A + 1)*2): pass
cpdef bint face(unsigned int x, char *t=NULL): return t is NULL
def pointer(char *t=NULL): return t is NULL

@cython.embedsignature(False)
def off(a):
    "Only this."


cdef class Point:
    "A point."
    cdef public int x
    "How far right."
    cdef public Point next
    cdef readonly object hidden

    def __init__(self, int x, y=0): self.x = x
    cpdef Point move(self, int by): return self
    @property
    def norm(self) -> float: return 1.0
    @classmethod
    def made(cls, a): return cls(a)
    @staticmethod
    def helper(a): return a
    def __len__(self):
        "How many."
        return 1
    def __neg__(self): return self


@cython.embedsignature(False)
cdef class Other:
    A, B = 1, 2
    def __len__(self):
        "How long."
        return self.A + self.B


@cython.embedsignature.format("python")
def python_form(a: int, double b=1, *, const char *c, bint d): pass

@cython.binding(False)
@cython.embedsignature.format("clinic")
def clinic_form(a, int b=1):
    "Its text."


@cython.binding(False)
@cython.embedsignature.format("clinic")
cdef class Clinic:
    def method(self, a, *, k=2): pass


def outer():
    def inner(a): return a
    return inner


class Python:
    def method(self, a): pass
