# test: attributes called __doc__ and __module__ belong to the objects; the class keeps its own
cdef class Attribute:
    """
    The class's own.
    """
    cdef public object __doc__

    def __init__(self, text):
        self.__doc__ = text

cdef class Property:
    """The class's own."""
    @property
    def __doc__(self):
        return "of the object"
    @property
    def __module__(self):
        return "elsewhere"

def test():
    """
    >>> test()
    ('given', 'of the object')
    >>> Attribute.__doc__.strip(), Property.__doc__, Property.__module__ == __name__, Property().__module__
    ("The class's own.", "The class's own.", True, 'elsewhere')
    >>> import pickle
    >>> pickle.loads(pickle.dumps(Property)) is Property
    True
    """
    cdef object a = Attribute("given"), b = Property()
    return a.__doc__, b.__doc__
