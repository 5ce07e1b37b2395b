# Order of evaluation: what a later operand changes is saved before.
def walrus(x):
    return x + (x := 2) + x

def plain(x, y):
    return x + y * 2

cdef int counter = 0

cdef int bump() except? -1:
    global counter
    counter += 1
    return counter

def memory():
    return counter + bump()

def place(d, k):
    d[k()] += d[k()]
