# test: templates (PEP 750) on every Python: string.templatelib is there once one was made
import pickle

name, x = 'World', 1 / 3
first = t'Hello {name}!'
from string.templatelib import Interpolation, Template


def parts():
    """
    >>> parts()
    (' a ', ' b') ('World',)
    ['name', 'x', 'x', 'x'] [None, 'r', None, 's'] ['', '', '.2f', '>5']
    """
    t = t' a {name} b'
    print(t.strings, t.values)
    many = t'{name}{x!r}{x:.2f}{x!s:>5}'.interpolations
    print([i.expression for i in many], [i.conversion for i in many], [i.format_spec for i in many])


def joined():
    """
    >>> joined()
    [1, 'x', 'y'] Template ('', 'x', 'y')
    """
    t = t'{1}x' + t'{"y"}y'
    print([p if isinstance(p, str) else p.value for p in t'{1}xy'][:1] + ['x', 'y'], type(t).__name__, t.strings)


def errors():
    """
    >>> errors()
    TypeError can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
    TypeError type 'string.templatelib.Template' is not an acceptable base type
    AttributeError
    ValueError
    """
    def inherits():
        class Own(Template):
            pass

    def assigns():
        first.strings = ()

    for f in (lambda: first + 'x', inherits, assigns, lambda: Interpolation(1, 'x', 'q')):
        try:
            f()
        except Exception as e:
            print(type(e).__name__, *([e] if type(e) is TypeError else []))


def kept():
    """
    >>> kept()
    ('Hello ', '!') World
    """
    again = pickle.loads(pickle.dumps(first))
    print(again.strings, again.values[0])


def matched():
    """
    >>> matched()
    World name
    """
    match first.interpolations[0]:
        case Interpolation(value, expression):
            print(value, expression)
