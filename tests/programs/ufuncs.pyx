# test: numpy
"""C functions that become universal functions of NumPy: `@cython.ufunc`.

>>> third.__name__, third.nin, third.nout, third.types, third.identity
('third', 1, 1, ['i->d'], None)
>>> third.__doc__.endswith('A third of it.')
True
>>> silent.__doc__.startswith('silent(x, /, out=None')
True
>>> third(np.arange(0, 9, 3, dtype=np.intc))
array([0., 1., 2.])
>>> float(third(np.intc(9))), half(3).item(), half([3, 6]).tolist()
(3.0, 1.5, [1.5, 3.0])
>>> third(1.5) # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ufunc 'third' not supported for the input types, ...

It is an object like another, also for the module's own code.

>>> calls_it(12)
6.0
>>> import sys
>>> sys.modules[third_module()].third is third
True

Strides, broadcasting, outputs that are given, empty arrays.

>>> hypot(np.array([[3.0], [6.0]]), np.array([4.0, 8.0])[::-1])
array([[ 8.54400375,  5.        ],
       [10.        ,  7.21110255]])
>>> out = np.zeros((2, 3))[:, ::2]
>>> hypot([3, 5], [[4, 12], [0, 0]], out=out) is out, out.tolist()
(True, [[5.0, 13.0], [3.0, 5.0]])
>>> hypot(np.zeros((0, 3)), 1).shape
(0, 3)
>>> hypot.reduce([3.0, 4.0, 12.0]).item(), hypot.outer([3.0], [4.0, 0.0]).tolist()
(13.0, [[5.0, 3.0]])
>>> hypot(np.array([3, 4], dtype='>f8'), np.float32(4)).tolist()
[5.0, 5.656854249492381]
>>> large = np.arange(100000, dtype=float)
>>> bool((hypot(large, 0) == large).all())
True

Several results.

>>> [a.tolist() for a in divides([7, -7, 9], 2)]
[[3, -4, 4], [1, 1, 1]]
>>> divides.nout, divides.types
(2, ['ll->ll'])
>>> [a.tolist() for a in splits([1.5, -2.25])]
[[1, -2], [0.5, -0.25], ['1.5', '-2.25']]

A loop for each specialisation, in their order.

>>> twice.types
['h->h', 'i->i', 'l->l', 'f->f', 'd->d', 'F->F', 'D->D']
>>> twice(np.int16(4)).dtype, twice(np.float32(4)).dtype, twice(1j).item()
(dtype('int16'), dtype('float32'), 2j)
>>> pairs(np.int8(1), np.float32(2)), pairs.types
('signed char float', ['bf->O', 'bd->O', 'Bf->O', 'Bd->O'])

Exceptions end it, wherever the array is in its parts.

>>> positive([1.0, 2.0]).tolist()
[1.0, 2.0]
>>> positive([1.0, -2.0, -3.0])
Traceback (most recent call last):
ValueError: -2.0
>>> many = np.ones((300, 2000))
>>> many[250, 7] = -5
>>> many[260, 7] = -6
>>> for a in many, many[:, 1::2][:, :50], many.T, many.astype(np.float32), many.astype('>f8'):
...     try:
...         _ = positive(a)
...     except ValueError as e:
...         print(e, end=' ')
...     try:
...         _ = checked(a)
...     except ValueError as e:
...         print(e)
-5.0 negative
-5.0 negative
-5.0 negative
-5.0 negative
-5.0 negative

Objects.

>>> joins(np.array([1, None, 'x'], dtype=object), 2).tolist()
['1-2', 'None-2', 'x-2']
>>> joins(np.empty(2, dtype=object), 0).tolist()
['None-0', 'None-0']
>>> count_references()
0
>>> upper(np.array(['a', 'bc'], dtype=object)).tolist()
['A', 'BC']
>>> upper(np.array(['a', 2], dtype=object))
Traceback (most recent call last):
TypeError: Expected str, got int
>>> boxes(np.array([Box(3), Box(4)], dtype=object)).tolist()
[3, 4]
>>> boxes(np.array([3], dtype=object))
Traceback (most recent call last):
TypeError: Cannot convert int to ufuncs.Box

What C alone knows of types.

>>> typed.types
['HlBd->l']
>>> typed(np.uint16(1), 2, np.uint8(3), 4.5).item()
10
>>> signs(np.int32(-1)), signs(np.uint32(1))
('signed_id', 'unsigned_id')

Without the GIL, and with it taken inside.

>>> together(4)
[500000.0, 500000.0, 500000.0, 500000.0]
>>> locked(np.arange(3.0)).tolist()
[0.0, 1.0, 2.0]
"""
cimport cython
from libc.math cimport sqrt

import numpy as np

cdef extern from *:
    """
    typedef unsigned short u_short_id;
    typedef int signed_id;
    typedef unsigned int unsigned_id;
    """
    ctypedef int u_short_id
    ctypedef int signed_id
    ctypedef int unsigned_id

ctypedef long index

def calls_it(x):
    return half(x).item()

def third_module():
    return __name__

@cython.ufunc
cdef double third(int x) nogil:
    "A third of it."
    return x / 3.0

@cython.ufunc
cdef double half(double x):
    return x / 2

@cython.ufunc
cdef float silent(float x):
    return x

@cython.ufunc
cdef double hypot(double x, double y) noexcept nogil:
    return sqrt(x * x + y * y)

@cython.ufunc
cdef (long, long) divides(long a, long b):
    return a // b, a % b

@cython.ufunc
cdef (int, double, object) splits(double a):
    cdef int whole = <int>a
    return whole, a - whole, str(a)

@cython.ufunc
cdef cython.numeric twice(cython.numeric x):
    return x + x

ctypedef fused small:
    signed char
    unsigned char

@cython.ufunc
cdef object pairs(small a, cython.floating b):
    return f"{cython.typeof(a)} {cython.typeof(b)}"

@cython.ufunc
cdef double positive(double x):
    if x < 0:
        raise ValueError(x)
    return x

cdef double check(double x) except -1 nogil:
    if x < 0:
        with gil:
            raise ValueError("negative")
    return x

@cython.ufunc
cdef double checked(double x) except? -1 nogil:
    return check(x)

@cython.ufunc
cdef object joins(a, int b):
    return f"{a}-{b}"

def count_references():
    import sys
    what = object()
    a = np.array([what] * 100, dtype=object)
    before = sys.getrefcount(what)
    joins(a, 1, out=np.array([what] * 100, dtype=object))
    joins(a, 1, out=a.copy())
    return sys.getrefcount(what) - before

@cython.ufunc
cdef str upper(str x):
    return x.upper()

cdef class Box:
    cdef int n
    def __init__(self, n):
        self.n = n

@cython.ufunc
cdef int boxes(Box x):
    return x.n

@cython.ufunc
cdef index typed(u_short_id a, index b, unsigned char c, const double d):
    return a + b + c + <index>d

ctypedef fused ids:
    signed_id
    unsigned_id

@cython.ufunc
cdef object signs(ids x):
    return cython.typeof(x)

@cython.ufunc
cdef double counted(double x) nogil:
    return x + 1

def together(n):
    import threading
    found = []
    def run():
        found.append(float((counted(np.zeros(500000))).sum()))
    threads = [threading.Thread(target=run) for _ in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return found

@cython.ufunc
cdef double locked(double x) noexcept with gil:
    return float(str(x))


@cython.ufunc
cdef double over(double x, double y) noexcept nogil:
    return x * y + x


def layouts():
    """Arguments whose items lie side by side, and others; results that share memory with them.

    >>> layouts()
    [0.0, 2.0, 6.0]
    [0.0, 8.0]
    [2.0, 0.0]
    [0.0, 4.0, 8.0]
    [0.0, 0.0, 3.0, 8.0]
    [1.0, 4.0, 9.0, 3.0]
    """
    import numpy
    a = numpy.arange(3.)
    print(over(a, a).tolist())
    print(over(a[::2], a[::2] + 1).tolist())
    print(over(a[::-2], a[::2]).tolist())
    print(over(a, 3).tolist())
    b = numpy.arange(4.)
    over(b[:-1], b[1:], b[1:])
    print(b.tolist())
    b = numpy.arange(4.)
    over(b[1:], b[:-1], b[:-1])
    print(b.tolist())
