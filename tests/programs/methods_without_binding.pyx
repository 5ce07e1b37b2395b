# test: methods of extension types that are no function objects: with arguments of every kind, bound and unbound, pickled
# cython: language_level=3, binding=False
import pickle

cdef class Plain:
    cdef public int n

    def none(self):
        return self.n

    def unused(self):
        return 1

    def two(self, a, b):
        return self.n, a, b

    def star(self, *args, **kwargs):
        return self.n, args, sorted(kwargs)

    def named(self, a, *, b):
        return self.n, a, b

    @classmethod
    def of_class(cls):
        return cls.__name__

    @classmethod
    def of_class_two(cls, a, b):
        return cls.__name__, a, b

    @staticmethod
    def alone(a):
        return a

    cpdef shared(self):
        return self.n

class Below(Plain):
    pass

def test():
    """
    >>> p = Plain(); p.n = 3
    >>> p.none(), p.unused(), p.two(1, 2), p.two(1, b=2), p.two(b=2, a=1), p.star(1, k=2), p.star(), p.named(1, b=2), p.shared()
    (3, 1, (3, 1, 2), (3, 1, 2), (3, 1, 2), (3, (1,), ['k']), (3, (), []), (3, 1, 2), 3)
    >>> Plain.none(p), Plain.two(p, 1, 2), Plain.of_class(), p.of_class_two(1, b=2), Below.of_class(), Plain.alone(4), p.alone(5)
    (3, (3, 1, 2), 'Plain', ('Plain', 1, 2), 'Below', 4, 5)
    >>> none, two = p.none, p.two
    >>> none(), two(1, 2), two(1, b=2), list(map(Plain.none, [p])), type(Plain.none).__name__
    (3, (3, 1, 2), (3, 1, 2), [3], 'method_descriptor')
    >>> p.star(1, 2, 3, 4, 5, 6, 7, 8, 9, a=1, b=2)
    (3, (1, 2, 3, 4, 5, 6, 7, 8, 9), ['a', 'b'])
    >>> pickle.loads(pickle.dumps(p)).n
    3
    >>> p.none(1)
    Traceback (most recent call last):
    TypeError: none() takes exactly 1 positional argument (2 given)
    >>> p.two(1)
    Traceback (most recent call last):
    TypeError: two() takes exactly 3 positional arguments (2 given)
    """
