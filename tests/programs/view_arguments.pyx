# test: arguments that are views live as long as the call; what is_c_contig says
"""Views that are arguments live as long as the call; strides say whether a view is in one piece."""
from cython cimport view

log = []

cdef class Lent:
    """Says when its buffer is given and taken back."""
    cdef char data[4]

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        log.append("lent")
        self.data[0] = 1
        buffer.buf = self.data
        buffer.obj = self
        buffer.len = 4
        buffer.itemsize = 1
        buffer.readonly = 0
        buffer.ndim = 1
        buffer.format = b"b"
        buffer.shape = &length
        buffer.strides = &one
        buffer.suboffsets = NULL
        buffer.internal = NULL

    def __releasebuffer__(self, Py_buffer *buffer):
        log.append("returned")

cdef Py_ssize_t length = 4, one = 1

def rebound(signed char[:] a):
    """
    >>> log.clear(); rebound(Lent()); log
    ['lent', 'end', 'returned']
    """
    for item in a:
        a = None
    log.append("end")

def rebound_twice(signed char[:] a, signed char[:] b):
    """
    >>> log.clear(); rebound_twice(Lent(), Lent()); log
    ['lent', 'lent', 'end', 'returned', 'returned']
    """
    a = b
    b = None
    log.append("end")

def raised(signed char[:] a):
    """
    >>> log.clear()
    >>> raised(Lent())
    Traceback (most recent call last):
    ValueError: here
    >>> log
    ['lent', 'end', 'returned']
    """
    a = None
    log.append("end")
    raise ValueError("here")

def deleted(signed char[:] a):
    """
    >>> log.clear(); deleted(Lent()); log
    ['lent', 'end', 'returned']
    """
    del a
    log.append("end")

def read_after_it_is_deleted(signed char[:] a):
    """
    >>> read_after_it_is_deleted(Lent())
    Traceback (most recent call last):
    UnboundLocalError: local variable 'a' referenced before assignment
    """
    del a
    return a[0]

def strided():
    """
    >>> strided()
    (True, True, False, False)
    """
    cdef int[::1, :, :] fortran = view.array((1, 1, 1), sizeof(int), 'i', mode='fortran')
    cdef int[:, :, :] one = fortran
    cdef object o = one[::2]
    return one.is_c_contig(), one.is_f_contig(), one[::2].is_c_contig(), o.is_f_contig()
