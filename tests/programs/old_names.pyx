# test: names of Python 2
# cython: c_string_type=str, c_string_encoding=ascii
"""What old Cython files say: names of Python 2, targets behind a comma, methods of dicts that are gone.

>>> old_names()
(True, True, True, True)
>>> caught([])
(['KeyError'], 'x')
>>> sorted(items({'a': 1}))
[('a', 1)]
>>> sorted(keys({'a': 1}))
['a']
>>> frozen({'a': 1})
True
>>> conjugate(1 + 2j)
(1-2j)
>>> decoded(b'abc')
('abc', b'abc')
"""


def old_names():
    return isinstance('', basestring), isinstance('', unicode), xrange(2) == range(2), intern('a') is intern('a')


def caught(list log):
    e = 'x'
    try:
        raise KeyError
    except TypeError, e:
        pass
    except KeyError, error:
        log.append(type(error).__name__)
    return log, e


def items(dict d):
    return list(d.iteritems())


def keys(dict d):
    return d.viewkeys()


def frozen(d):
    return isinstance(frozendict(d), (frozendict, dict))


def conjugate(double complex z):
    return z.conjugate()


def decoded(char *s):
    return s, <bytes>s


cdef class Text(unicode):
    pass


assert Text('abc') == 'abc'
