# Exceptions: handlers, finally on every exit, with.
def plain(x):
    try:
        return x()
    except ValueError as e:
        return e
    except (TypeError, KeyError):
        raise

def leaves(x):
    for i in x:
        try:
            if i:
                continue
            return i
        finally:
            x.done()

def manager(lock, x):
    with lock as held:
        if held:
            return x
    return None

cdef int quiet(x) noexcept:
    return x
