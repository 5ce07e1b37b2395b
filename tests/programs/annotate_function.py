# test: `__annotate__` of functions: what gives annotations in the form that is asked for (PEP 649, PEP 749)
r"""
>>> sorted(plain.__annotate__(1).items())
[('a', <class 'int'>), ('return', <class 'str'>)]
>>> plain.__annotate__(3) == plain.__annotations__, plain.__annotate__(3) is plain.__annotations__
(True, False)
>>> plain.__annotate__ is plain.__annotate__
True
>>> print(bare.__annotate__, bare.__annotations__, bare.__annotate__)
None {} None
>>> bare.__annotations__["x"] = 1
>>> print(bare.__annotate__)
None

Other forms are what `annotationlib` makes of them, where there is one:

>>> import sys, types
>>> here = sys.modules.get("annotationlib")
>>> sys.modules["annotationlib"] = types.SimpleNamespace(annotations_to_string=lambda notes: {k: v.__name__ for k, v in notes.items()})
>>> plain.__annotate__(4)
{'a': 'int', 'return': 'str'}
>>> sys.modules["annotationlib"] = None
>>> said(lambda: plain.__annotate__(4))
'NotImplementedError 4'
>>> if here: sys.modules["annotationlib"] = here
... else: del sys.modules["annotationlib"]
>>> said(lambda: plain.__annotate__(2))
'NotImplementedError 2'
>>> said(lambda: plain.__annotate__("VALUE"))[:9]
'TypeError'

What is put there is asked for the annotations when somebody wants them, and once:

>>> f = made()
>>> asked = []
>>> f.__annotate__ = lambda form: asked.append(form) or {"b": form}
>>> asked
[]
>>> f.__annotations__, f.__annotations__ is f.__annotations__, asked
({'b': 1}, True, [1])
>>> f.__annotate__ = None
>>> f.__annotations__, f.__annotate__
({'b': 1}, None)
>>> f.__annotate__ = lambda form: asked.append(form) or {"c": form}
>>> f.__annotations__ = {"d": 4}
>>> f.__annotations__, f.__annotate__, asked
({'d': 4}, None, [1])
>>> del f.__annotations__
>>> f.__annotations__, f.__annotate__
({}, None)

Its own may be put back, and be another function's:

>>> f, g = made(), made()
>>> f.__annotate__ = f.__annotate__
>>> g.__annotate__ = plain.__annotate__
>>> f.__annotations__, g.__annotations__ == plain.__annotations__, g.__annotations__ is plain.__annotations__
({'a': <class 'float'>}, True, False)

>>> f = made()
>>> f.__annotate__ = lambda: {}
>>> said(lambda: f.__annotations__)[:9]
'TypeError'
>>> f.__annotate__ = lambda form: 3
>>> said(lambda: f.__annotations__)
'TypeError __annotate__() must return a dict, not int'
>>> said(lambda: setattr(f, "__annotate__", 3))
'TypeError __annotate__ must be callable or None'
>>> said(lambda: delattr(f, "__annotate__"))
'TypeError __annotate__ cannot be deleted'
>>> f.__annotate__ = lambda form: setattr(f, "__annotate__", None) or {"e": 5}
>>> f.__annotations__, f.__annotate__
({'e': 5}, None)

>>> for name, value in [("__name__", 1), ("__qualname__", None), ("__defaults__", []), ("__kwdefaults__", 1), ("__annotations__", ())]:
...     said(lambda: setattr(made(), name, value))
'TypeError __name__ must be set to a string object'
'TypeError __qualname__ must be set to a string object'
'TypeError __defaults__ must be set to a tuple object'
'TypeError __kwdefaults__ must be set to a dict object'
'TypeError __annotations__ must be set to a dict object'
"""


def plain(a: int) -> str:
    return ""


def bare(a):
    return a


def made():
    def f(a: float):
        return a

    return f


def said(what):
    try:
        what()
    except Exception as error:
        return f"{type(error).__name__} {error}"
