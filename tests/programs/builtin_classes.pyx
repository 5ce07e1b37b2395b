# test: classes that declarations place in `__builtin__` are those of `builtins`
cimport cpython.bool

def test(cpython.bool flag = False):
    """
    >>> test(True), test()
    (1, 0)
    >>> test(3)
    Traceback (most recent call last):
        ...
    TypeError: Argument 'flag' has incorrect type (expected bool, got int)
    """
    return <int>flag
