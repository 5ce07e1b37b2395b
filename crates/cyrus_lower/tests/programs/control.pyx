# Branches and loops, with their exits.
def search(items, wanted):
    for item in items:
        if item == wanted and item is not None:
            break
    else:
        return -1
    return item

def total(int n):
    cdef long s = 0
    cdef int i
    for i in range(n):
        if i == 3:
            continue
        s += i
    return s

def down(int a, int step):
    cdef int i
    out = []
    for i in range(a, 0, step):
        out.append(i)
    return out

def until(x):
    while x and x.more():
        x = x.next
    else:
        x = None
    return x
