# test: a name for pointers to fused functions is specialised with the function that uses it
ctypedef fused number:
    float
    double

ctypedef void (*worker)(const number[:] items, int at, number[:] out) noexcept nogil

cdef void one(const number[:] items, int at, number[:] out) noexcept nogil:
    out[0] = items[at]

cdef void twice(const number[:] items, int at, number[:] out) noexcept nogil:
    out[0] = 2 * items[at]

cdef void run(const number[:] items, worker work, number[:] out) noexcept nogil:
    work(items, 1, out)

def test(const number[:] items, number[:] out, bint double_it):
    """
    >>> from array import array
    >>> for code in "fd":
    ...     out = array(code, [0])
    ...     test(array(code, [1, 5]), out, True), test(array(code, [1, 5]), out, False)
    (10.0, 5.0)
    (10.0, 5.0)
    """
    cdef worker work
    if double_it:
        work = twice
    else:
        work = one
    run(items, work, out)
    return out[0]
