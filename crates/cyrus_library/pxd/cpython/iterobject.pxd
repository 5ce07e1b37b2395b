# Iterators over sequences and over calls: https://docs.python.org/3/c-api/iterator.html

cdef extern from "Python.h":
    # Sequences.
    bint PySeqIter_Check(object)
    object PySeqIter_New(object)

    # Calls, until a value comes.
    bint PyCallIter_Check(object)
    object PyCallIter_New(object, object)
