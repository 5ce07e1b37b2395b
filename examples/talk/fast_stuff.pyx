# cython: language_level=3
"""Example 1 of the talk "Python at the Speed of C": prime numbers with C integers and a C array."""


def primes(int nb_primes):
    """The first `nb_primes` prime numbers, at most 1000.

    >>> primes(10)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> len(primes(5000))
    1000
    """
    cdef int n, i, len_p
    cdef int[1000] p

    if nb_primes > 1000:
        nb_primes = 1000

    len_p = 0  # The current number of elements in p.
    n = 2
    while len_p < nb_primes:
        # Is n prime?
        for i in p[:len_p]:
            if n % i == 0:
                break
        # If no break occurred in the loop, we have a prime.
        else:
            p[len_p] = n
            len_p += 1
        n += 1

    # Let's copy the result into a Python list:
    result_as_list = [prime for prime in p[:len_p]]
    return result_as_list
