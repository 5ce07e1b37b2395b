cdef int from_include(int a):
    return a * 100

def not_for_others():
    pass
