# Parameters, closures, calls.
def defaults(a, b=1, *args, c, d=[], **kw):
    return f(a, *args, c=c, **kw)

def typed(int a, list b not None, object c=None):
    return a

def outer(n):
    total = 0
    def inner(k):
        nonlocal total
        total += k * n
        return total
    return inner

def f(*a, **k):
    return a, k

cdef int optional(int a, int b=2, object c=None) except -1:
    return a + b

def calls(o):
    optional(1)
    optional(1, 3)
    o.method(1, key=2)
    return o.a.b(1, 2, 3)
