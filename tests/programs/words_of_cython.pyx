# test: what only Cython has: its loops, its characters, its old names, and None where a container was declared
cimport cython
from cpython.complex cimport complex


def rebound(int n):
    """
    >>> rebound(10)
    [0, 1, 3, 7] 15
    >>> rebound(0)
    [] 0
    """
    cdef int i
    seen = []
    for i from 0 <= i < n:
        seen.append(i)
        i *= 2
    print(seen, i)


def rebound_objects(n):
    """
    >>> rebound_objects(10)
    [0, 4, 5] else 10
    >>> rebound_objects(5)
    [0, 4] else 5
    >>> rebound_objects(100)
    [0, 4, 5] break 60
    """
    seen = []
    for i from 0 <= i < n:
        if i == 1:
            i = 3
            continue
        seen.append(i)
        if i == 5:
            if n == 100:
                i = 60
                print(seen, 'break', i)
                break
            i = 9
    else:
        print(seen, 'else', i)


def old_items(d):
    """
    >>> old_items({'a': 1, 'b': 2})
    [('a', 1), ('b', 2)] ['a', 'b'] [1, 2]
    >>> class Own:
    ...     def iteritems(self): return [(1, 2)]
    ...     def iterkeys(self): return [3]
    ...     def itervalues(self): return (4,)
    >>> old_items(Own())
    [(1, 2)] [3] [4]
    >>> old_items(5)
    Traceback (most recent call last):
    AttributeError: 'int' object has no attribute 'iteritems'
    """
    items = []
    for k, v in d.iteritems():
        items.append((k, v))
    keys = []
    for k in d.iterkeys():
        keys.append(k)
    values = []
    for v in d.itervalues():
        values.append(v)
    print(items, keys, values)


def all_or_none(it):
    """
    >>> all_or_none([1, 2, 3])
    (1, 2, 3)
    >>> all_or_none([1, 2, 'x'])
    (0, 0, 0)
    >>> all_or_none([1, 'x', 2])
    (0, 0, 0)
    """
    cdef int b = 0, c = 0
    a = 0
    try:
        a, b, c = it
    except TypeError:
        pass
    return a, b, c


def characters(Py_UCS4 a, Py_UCS4 b, int n):
    """
    >>> characters('a', 'b', 3)
    ('ab', 'aaa', True)
    """
    return a + b, a * n, a < b


def no_sum(Py_UCS4 a, int n):
    """
    >>> no_sum('a', 1)
    TypeError
    """
    try:
        return a + n
    except TypeError:
        print('TypeError')


def numbers_of_characters(int i, char c):
    """
    >>> numbers_of_characters(120, 120)
    (True, True, True, True)
    """
    return i == 'x', c == 'x', 'a' <= i <= 'z', 'x' == i == c'x'


def large():
    """
    >>> large()
    (True, True, True)
    """
    cdef unsigned long n = -2
    cdef unsigned int three = 3, five = 5
    return n > 0, n >= 5, three - five > 10


def complex_parts():
    """
    >>> complex_parts()
    (1.0, 2.0)
    """
    cdef complex c = 1 + 2j
    return c.real, c.imag


cdef class Long:
    def __long__(self):
        return 3


cdef class Both:
    def __int__(self):
        return 2

    def __long__(self):
        return 3


def as_number(int i):
    """
    >>> as_number(Long()), int(Long()), as_number(Both()), '%d' % Long()
    (3, 3, 2, '3')
    >>> hasattr(Long(), '__long__'), Long().__int__()
    (False, 3)
    """
    return i


def coded():
    """
    >>> coded()
    ('abc', 'ab', b'abc')
    """
    cdef const char *name = 'UTF-8'
    cdef char *text = b'abc'
    return text.decode(name), text[:2].decode(name, 'strict'), 'abc'.encode(b'UTF-8', b'strict')


cdef int is_null(int *p):
    match p:
        case NULL:
            return 1
        case _:
            return 0


def nulls():
    """
    >>> nulls()
    (1, 0)
    """
    cdef int i = 0
    return is_null(NULL), is_null(&i)


def none_inside(dict d, set s, x):
    """
    >>> none_inside({1: 2}, {1}, 1)
    (True, True)
    >>> none_inside(None, {1}, 1)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    >>> none_inside({1: 2}, None, 1)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    return x in d, x in s


def backwards(list l):
    """
    >>> backwards([1, 2])
    [2, 1]
    >>> backwards(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    return [x for x in reversed(l)]


def types_of_cython():
    """
    >>> types_of_cython()
    (True, True, True)
    """
    set = frozenset = None
    return cython.set is type({1}), cython.frozenset is not None, cython.dict is type({})


def moved(x):
    """
    >>> moved(1)
    b'cd'
    """
    cdef char *p = b'abcd'
    p += x
    p += 2 * x
    p -= x
    return p


def three_arguments(o):
    """
    >>> three_arguments(5)
    (5, 'none')
    """
    return getattr3(o, 'real', 'none'), getattr3(o, 'nothing', 'none')


cdef class Private:
    cdef public int __x
    cdef int __y

    def __init__(self):
        self.__x, self.__y = 1, 2

    cdef int __c(self):
        return self.__x + self.__y

    def __def(self):
        return self.__c()

    def all(self):
        cdef int __z = 4
        return self.__def() + self.__z(__z)

    def __z(self, int __w):
        return __w


def private(Private o):
    """
    >>> o = Private()
    >>> o._Private__x, o._Private__def(), o.all(), private(o)
    (1, 3, 7, 3)
    >>> hasattr(o, '__x'), hasattr(o, '__def'), hasattr(o, '_Private__y')
    (False, False, False)
    """
    return o._Private__c()


class PrivateWords:
    def declared(self, x):
        cython.declare(__n=cython.int)
        __n = x
        return __n

    @cython.locals(__n=cython.int)
    def argument(self, __n):
        return __n

    def kept(self):
        global __kept
        __kept = 'kept'
        return __kept


def private_words():
    """
    >>> o = private_words()
    >>> o.declared(2), o.argument(3), o.kept()
    (2, 3, 'kept')
    >>> o.declared('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> o.argument('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return PrivateWords()


@cython.cdivision(True)
def divided(int x):
    """
    >>> divided(3), divided(-3)
    (1, -1)
    """
    return x / 2


def literals():
    """
    >>> literals()
    unsigned long long 11
    """
    print(cython.typeof(1U), cython.typeof(1L), len(ru'ø\x20\u0020'))


cdef public float public_only = 2
cdef api float offered = 2


def capi():
    """
    >>> capi()
    (True, False)
    """
    capi = globals()['__pyx_capi__']
    return 'offered' in capi, 'public_only' in capi
