# test: functions that are not bound to an object, and those that always are
# cython: language_level=3, binding=False


def free(*args, key=None):
    """
    >>> free(1, key=2), free.__name__, free.__defaults__, free.__module__ == __name__
    (((1,), 2), 'free', None, True)
    >>> free.own = 3
    >>> free.own, hasattr(free, '__get__')
    (3, False)
    >>> class C: pass
    >>> C.free, C.lazily, C.bound = free, lazily, (lambda self: 7)
    >>> c = C()
    >>> c.free(1), list(c.lazily(2)), c.bound(), c.free is free
    (((1,), None), [0, 1], 7, True)
    """
    return args, key


def lazily(int n):
    """
    >>> next(lazily(1))
    0
    """
    yield from range(n)


def inside():
    """
    >>> inside()
    ('Plain', 3, 'lambda', 4)
    """
    class Plain:
        def name(self):
            return type(self).__name__
        unbound = made
        by_lambda = lambda self: "lambda"
    extra = 1
    def closure(n):
        return n + extra
    Plain.closure = closure
    p = Plain()
    return p.name(), p.closure(2), p.by_lambda(), p.unbound(4)


def made(n):
    return n


cpdef int shared(int n) except -1:
    """
    >>> class C: shared = shared
    >>> C().shared(4)
    5
    """
    return n + 1
