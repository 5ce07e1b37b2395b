"""The arguments of example 2: the same random numbers for every peer."""
import numpy as np


def arrays(n, m):
    random = np.random.default_rng(20240517)
    return random.random(n) * 100, random.random(m) * 100


def gaps(n, m):
    """The same values, each followed by a gap."""
    return [np.repeat(values, 2)[::2] for values in arrays(n, m)]
