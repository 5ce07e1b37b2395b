# test: extension types are pickled and copied without saying how, unless C state, __cinit__ or their own methods forbid it
# cython: language_level=3
import copy
import pickle

cimport cython

cdef class Point:
    cdef public double x
    cdef public int[2] cell
    cdef public list tags
    cdef object hidden

    def __init__(self, x, cell, tags=None):
        self.x = x
        self.cell = cell
        self.tags = tags
        self.hidden = self if tags else None

    def is_cyclic(self):
        return self.hidden is self

cdef class Named(Point):
    cdef readonly str name
    cdef dict __dict__
    cdef object __weakref__

    def __init__(self, name):
        super().__init__(1.5, [3, 4], [name])
        self.name = name

class Outside(Named):
    pass

cdef class Empty:
    pass

cdef struct Pair:
    int a, b

cdef class Holds:
    cdef Pair pair

@cython.auto_pickle(True)
cdef class HoldsOpenly:
    cdef public Pair pair

cdef class Pointer:
    cdef int *p

cdef class Made:
    def __cinit__(self, x):
        pass

cdef class MadeBelow(Made):
    pass

cdef class Own:
    cdef int n
    def __init__(self, n=1):
        self.n = n
    def __reduce__(self):
        return Own, (self.n + 1,)
    def get(self):
        return self.n

cdef class OwnBelow(Own):
    cdef int lost

cdef class Getstate:
    cdef int n
    def __getstate__(self):
        return {}

@cython.auto_pickle(False)
cdef class Never:
    cdef int n

cdef class Items(list):
    pass

def test():
    """
    >>> p = pickle.loads(pickle.dumps(Point(2.5, (1, 2))))
    >>> p.x, p.cell, p.tags, p.is_cyclic()
    (2.5, [1, 2], None, False)
    >>> for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    ...     p = pickle.loads(pickle.dumps(Point(2.5, (1, 2), ["t"]), protocol))
    ...     print(p.x, p.cell, p.tags, p.is_cyclic())
    2.5 [1, 2] ['t'] True
    2.5 [1, 2] ['t'] True
    2.5 [1, 2] ['t'] True
    2.5 [1, 2] ['t'] True
    2.5 [1, 2] ['t'] True
    2.5 [1, 2] ['t'] True
    >>> n = Named("n"); n.more = [n]
    >>> m = pickle.loads(pickle.dumps(n))
    >>> m.name, m.x, m.more[0] is m, type(m).__name__
    ('n', 1.5, True, 'Named')
    >>> m = copy.deepcopy(Outside("o"))
    >>> m.name, m.x, m.is_cyclic(), vars(m), isinstance(m, Point)
    ('o', 1.5, True, {}, True)
    >>> copy.copy(n).more is n.more
    True
    >>> type(pickle.loads(pickle.dumps(Empty()))).__name__
    'Empty'
    >>> h = HoldsOpenly(); h.pair = {'a': 1, 'b': 2}
    >>> pickle.loads(pickle.dumps(h)).pair
    {'a': 1, 'b': 2}
    >>> for make in [Holds, Pointer, lambda: Made(1), lambda: MadeBelow(1)]:
    ...     try: pickle.dumps(make())
    ...     except TypeError as e: print(str(e).split("True")[0])
    pickling structs must be asked for by @cython.auto_pickle(
    self.p cannot be converted to a Python object for pickling
    no default __reduce__ due to non-trivial __cinit__
    no default __reduce__ due to non-trivial __cinit__
    >>> pickle.loads(pickle.dumps(Own(4))).get(), copy.copy(OwnBelow(6)).get()
    (5, 7)
    >>> hasattr(Never, '__reduce_cython__'), hasattr(Own, '__reduce_cython__'), hasattr(Point, '__reduce_cython__')
    (False, False, True)
    >>> pickle.loads(pickle.dumps(Items([1, 2])))
    [1, 2]
    >>> Point.__new__(Point).__setstate__((1,))
    Traceback (most recent call last):
    ValueError: the state has 1 items, not 4
    >>> Point.__new__(Point).__setstate__(None)
    Traceback (most recent call last):
    TypeError: the state must be a tuple, not NoneType
    >>> __pyx_unpickle_Point(Point, 17, None)
    Traceback (most recent call last):
    _pickle.PickleError: Incompatible checksums (17 vs (198340756, 173139227, 151847804) = (cell, hidden, tags, x))
    """

def sums():
    """
    >>> sums() == Point(0, (0, 0)).__reduce__()[1][1]
    True
    """
    import hashlib
    return int(hashlib.sha256(b"cell hidden tags x").hexdigest()[:7], 16)

