# test: attributes of extension types that `cython.declare` declares are those of the instances.
"""
>>> k = Declared(4)
>>> k.values(), k.public, k.shown
((4, 4.0, 9), 4.0, 9)
>>> k.public = 2.5
>>> k.public, k.values()
(2.5, (4, 2.5, 9))
>>> k.shown = 1
Traceback (most recent call last):
AttributeError: attribute 'shown' of 'declared_attributes.Declared' objects is not writable
>>> k.hidden
Traceback (most recent call last):
AttributeError: 'declared_attributes.Declared' object has no attribute 'hidden'
>>> Declared.constant, Declared.called
(5, 3)
"""
import cython


@cython.cclass
class Declared:
    hidden = cython.declare(cython.int)
    public = cython.declare(cython.double, visibility='public')
    shown = cython.declare(cython.int, visibility='readonly')
    constant = 5
    called = len('abc')

    def __init__(self, x: cython.int):
        self.hidden = x
        self.public = x
        self.shown = 9

    def values(self):
        return self.hidden, self.public, self.shown
