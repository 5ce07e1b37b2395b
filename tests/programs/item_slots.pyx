# test: slots of items by collection type, assignments that a base does, `!=` of a builtin base
"""
>>> kinds()
[(True, False), (True, True), (True, True), (True, False)]
>>> ByNumber()[3], ByAnything()[3], ByAnything()['x'], Mapping()['x']
(('number', 3), ('anything', 3), ('anything', 'x'), ('key', 'x'))
>>> del ByNumber()[4]
del number 4
>>> del Mapping()['y']
del key y
>>> delete_by_index(Mapping(), 5)
del key 5
>>> d = Derived()
>>> d['word'] = 1
set word 1
>>> del d[6]
del number 6
>>> refused(ByNumber(), 1)
'Subscript assignment not supported by item_slots.ByNumber'
>>> del d['word']
Traceback (most recent call last):
TypeError: 'str' object cannot be interpreted as an integer
>>> Listed([1]) == [1], Listed([1]) != [1]
(False, False)
>>> same = Alone()
>>> same == same, same != same, same != Alone()
(True, False, True)
"""
cimport cython
cdef extern from "Python.h":
    int PySequence_Check(object)
    int PyMapping_Check(object)
    int PySequence_DelItem(object, Py_ssize_t) except -1


@cython.collection_type("sequence")
cdef class ByNumber:
    def __getitem__(self, Py_ssize_t i):
        return ("number", i)

    def __delitem__(self, Py_ssize_t i):
        print("del number", i)


@cython.collection_type("sequence")
cdef class ByAnything:
    def __getitem__(self, i):
        return ("anything", i)


@cython.collection_type("mapping")
cdef class Mapping:
    def __getitem__(self, key):
        return ("key", key)

    def __delitem__(self, key):
        print("del key", key)


cdef class Derived(ByNumber):
    def __setitem__(self, i, value):
        print("set", i, value)


cdef class Listed(list):
    def __eq__(self, other):
        return self is other


cdef class Alone:
    def __eq__(self, other):
        return self is other


def kinds():
    return [(bool(PySequence_Check(o)), bool(PyMapping_Check(o)))
            for o in (ByNumber(), ByAnything(), Mapping(), Derived())]


def delete_by_index(o, i):
    PySequence_DelItem(o, i)


def refused(o, key):
    try:
        o[key] = 1
    except NotImplementedError as e:
        return str(e)
