# test:
"""Variables of functions without the GIL that hold objects, which a block with the GIL put there.

>>> run(2), run(0)
(2, 0)
>>> run(-1)
Traceback (most recent call last):
ValueError: [-1]
>>> told
['2', 'two', '0', '-1']
"""

told = []


cdef void tell(int x) noexcept nogil:
    cdef object text
    with gil:
        text = str(x)
        told.append(text)
    if x > 1:
        with gil:
            text = "two"
            told.append(text)


cdef int twice(int x) except? -1 nogil:
    if x == 0:
        return 0
    with gil:
        y = [x]
        if x < 0:
            raise ValueError(y)
        x = len(y) * x
    return x


def run(int x):
    cdef int found
    if len(told) > 3:
        told.clear()
    with nogil:
        tell(x)
        found = twice(x)
    return found
