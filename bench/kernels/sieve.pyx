# cython: language_level=3
"""The number of primes below the length of a table of flags."""


def sieve(unsigned char[::1] composite):
    cdef Py_ssize_t i, j, found = 0, number = composite.shape[0]
    for i in range(number):
        composite[i] = 0
    for i in range(2, number):
        if composite[i]:
            continue
        found += 1
        j = i * i
        while j < number:
            composite[j] = 1
            j += i
    return found
