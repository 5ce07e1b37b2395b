# test: what cannot be imported from a module is said as the interpreter does
import sys
import types


def said(f):
    try:
        f()
    except ImportError as e:
        return str(e).replace(str(__file__), 'FILE'), e.name


def nothing():
    from import_words import nothing_at_all


def of_a_namespace():
    from namespace_here import nothing_at_all


def of_an_object():
    from object_here import nothing_at_all


def words():
    """
    >>> for text, name in words(): print(text, name)
    cannot import name 'nothing_at_all' from 'import_words' (FILE) import_words
    cannot import name 'nothing_at_all' from partially initialized module 'import_words' (most likely due to a circular import) (FILE) import_words
    cannot import name 'nothing_at_all' from 'namespace_here' (unknown location) namespace_here
    cannot import name 'nothing_at_all' from '<unknown module name>' (unknown location) None
    """
    sys.modules['namespace_here'] = types.ModuleType('namespace_here')
    sys.modules['object_here'] = object()
    found = [said(nothing)]
    spec = sys.modules[__name__].__spec__
    spec._initializing = True
    found.append(said(nothing))
    spec._initializing = False
    found += said(of_a_namespace), said(of_an_object)
    del sys.modules['namespace_here'], sys.modules['object_here']
    return found
