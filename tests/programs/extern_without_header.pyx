# test: what is extern without a header is declared to C as it stands
cdef extern unsigned int inet_addr(const char *text)
cdef extern char **environ

cdef extern:
    int getpagesize()

def f():
    """
    >>> f()
    (67305985, True, True)
    """
    return inet_addr(b"1.2.3.4"), environ[0] is not NULL, getpagesize() > 1000
