# test: what depends on the version of the interpreter: what close gives, how throw is called, errors; lines of chains of calls
"""
>>> new = sys.version_info
>>> g = returns(); next(g)
>>> g.close() == ('left' if new >= (3, 13) else None)
True
>>> warned(returns) == warned(streams) == ((3, 12) <= new)
True
>>> hasattr_error() in ("attribute name must be string, not 'int'", 'hasattr(): attribute name must be string')
True
>>> lines_of(chain), lines_of(attribute), lines_of(unpacked), lines_of(one_line)
(3, 3, 1, 1)
>>> small_mapping({'a': 1}), small_mapping({})
('other', 'other')
>>> small_mapping({'a': 1, 'b': 2})
Traceback (most recent call last):
ValueError: mapping pattern checks duplicate key ('a')
>>> modulo(1.0, 0.0) == 'float modulo' + ' by zero' * (new >= (3, 13)), spread(Unmeasured())
(True, 'no length')
>>> plain.__type_params__ if new >= (3, 12) else ()
()
"""
import sys
import warnings


def modulo(a, b):
    x = a * 2.0
    y = b * 2.0
    try:
        return x % y
    except ZeroDivisionError as e:
        return str(e)


class Unmeasured:
    def __len__(self):
        raise ValueError('no length')

    def __iter__(self):
        return iter('ab')


def spread(values):
    try:
        return [0, *values]
    except ValueError as e:
        return str(e)


class Chain:
    def own(self, *args):
        return self

    def fails(self, *args):
        raise ValueError

    @property
    def broken(self):
        raise ValueError


def plain():
    pass


def returns():
    try:
        yield
    except GeneratorExit:
        return 'left'
    except ValueError:
        pass


async def streams():
    try:
        yield
    except ValueError:
        pass


def warned(make):
    made = make()
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        if make is returns:
            next(made)
            try:
                made.throw(ValueError, 'x')
            except StopIteration:
                pass
        else:
            step = made.athrow(ValueError, 'x')
            step.close()
    return [str(w.message)[:29] for w in found if w.category is DeprecationWarning] == ['the (type, exc, tb) signature']


def hasattr_error():
    try:
        hasattr(1, 1)
    except TypeError as e:
        return str(e)


def chain():
    return (Chain()
            .own(1)
            .fails(2)
            .own())


def attribute():
    return (Chain()
            .own()
            .broken)


def unpacked():
    return (Chain()
            .own()
            .fails(*[1]))


def one_line():
    return Chain().fails(
        1,
    )


def lines_of(f):
    try:
        f()
    except ValueError as e:
        return e.__traceback__.tb_next.tb_lineno - f.__code__.co_firstlineno


def small_mapping(m):
    class Same:
        key = 'a'

    match m:
        case {Same.key: 1, 'a': 2}:
            return 'twice'
    return 'other'
