# Iterators: https://docs.python.org/3/c-api/iter.html

cdef extern from "Python.h":
    bint PyIter_Check(object)
    object PyIter_Next(object)
