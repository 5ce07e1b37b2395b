# Iterators over sequences and callables: https://docs.python.org/3/c-api/iterator.html

cdef extern from "Python.h":
    bint PySeqIter_Check(object o)
    object PySeqIter_New(object o)
    bint PyCallIter_Check(object o)
    object PyCallIter_New(object o, object o2)
