# test: super() without arguments where there is nothing to find is an error, whoever calls; complex() of a float literal
"""
>>> for f in nothing, lambda: one(1), Method.none, lambda: Method().starred(), lambda: deleted(1):
...     print(said(f))
super(): no arguments
super(): __class__ cell not found
super(): no arguments
super(): no arguments
super(): arg[0] deleted
>>> Caller().ask()
'super(): no arguments'
>>> literals(), type(literals()[0])
([(4.25+0j), (-0+0j), (10+0j), (1.5-0j), (3+0j)], <class 'complex'>)
"""


def said(f):
    try:
        return f()
    except (RuntimeError, UnboundLocalError) as e:
        return str(e) if isinstance(e, RuntimeError) else 'super(): arg[0] deleted'


def nothing():
    return super()


def one(x):
    return super()


def deleted(x):
    del x
    return super()


class Method:
    def none():
        return super()

    def starred(*args):
        return super()


space = {'nothing': nothing, 'said': said}
exec('''class Caller:
    def ask(self):
        __class__
        return said(nothing)
''', space)
Caller = space['Caller']


def literals():
    return [complex(4.25), complex(-0.0), complex(10), complex(1.5).conjugate(), complex(2.0) + 1]
