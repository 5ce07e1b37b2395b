"""Example 1 without any types: what the compiled versions are measured against."""


def primes(nb_primes):
    """The first `nb_primes` prime numbers, at most 1000.

    >>> primes(10)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    """
    if nb_primes > 1000:
        nb_primes = 1000
    p = []
    n = 2
    while len(p) < nb_primes:
        for i in p:
            if n % i == 0:
                break
        else:
            p.append(n)
        n += 1
    return p
