# test: code objects name the free variables, in the order of the cells
def outer(p):
    x, y = 1, 2

    def inner(a):
        nonlocal x
        return x, y, p, a

    class Inner:
        def method(self):
            return y, super()

    return [inner, Inner.method, lambda: (x for _ in [y]), outer]


def names():
    """
    >>> for f in outer(3): print(f.__code__.co_freevars, f.__closure__ and [type(c.cell_contents).__name__ for c in f.__closure__])
    ('p', 'x', 'y') ['int', 'int', 'int']
    ('__class__', 'y') ['type', 'int']
    ('x', 'y') ['int', 'int']
    () None
    >>> outer(3)[0](4)
    (1, 2, 3, 4)
    """
