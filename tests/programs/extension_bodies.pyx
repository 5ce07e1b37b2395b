# test: what stands in the body of an extension type has variables and names: comprehensions, lambdas, __qualname__, __module__;
# keyword arguments of calls in classes keep their names
"""
>>> Kinds.squares, sorted(Kinds.letters), Kinds.total, Kinds.late(), After.pairs
([0, 1, 4], ['a', 'c'], 6, 1, {0: 'b', 1: 'b'})
>>> "i" in vars(Kinds)
False
>>> Named.qualified, Named.module == __name__
('Named', True)
>>> Plain().call()
{'__key': 1}
"""


cdef class Kinds:
    squares = [i * i for i in range(3)]
    letters = {x for x in "abc" if x != "b"}
    total = sum(i for i in range(4))
    late = [lambda: i for i in range(2)][0]


cdef class After:
    pairs = {i: j for i in range(2) for j in "ab"}


others = [i for i in range(2)]


cdef class Named:
    qualified = __qualname__
    module = __module__


def keys(**kwargs):
    return kwargs


class Plain:
    def call(self):
        return keys(__key=1)


log = {}


def noted(what):
    log[len(log)] = what
    return what


cdef class Statements:
    """
    >>> log['set'], log['seen'], Statements.one is Statements.other, log[0], log[1], noted.mark
    ((42, 42), 42, True, [], 'called', 42)
    """
    answer = 42
    one = other = noted([])
    noted('called')
    log['set'] = answer, answer
    log['seen'] = noted.mark = answer
    noted
    ...
