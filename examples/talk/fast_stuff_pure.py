"""Example 1 as plain Python: the same text runs uncompiled, and compiled with C integers and a C array."""
import cython


def primes(nb_primes: cython.int):
    """The first `nb_primes` prime numbers, at most 1000.

    >>> primes(10)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> len(primes(5000))
    1000
    """
    n: cython.int
    i: cython.int
    len_p: cython.int
    if nb_primes > 1000:
        nb_primes = 1000
    if cython.compiled:
        p = cython.declare(cython.int[1000])
    else:
        p = [0] * 1000

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
