"""Arguments of the kernels, the same for every compiler. `small` is about 1,000 elements, `large` about 1,000,000, or
what takes a comparable time where the work grows faster than the data."""
import numpy as np


def _random(seed=7):
    return np.random.default_rng(seed)


def make(name, size):
    """The argument tuple of a kernel; `size` is "small" or "large"."""
    large = size == "large"
    n = 1_000_000 if large else 1_000
    side = 1_000 if large else 32
    cube = 300 if large else 32
    random = _random()
    if name == "masked_sqrt":
        return random.random(n), (random.random(n) < 0.5).astype(np.uint8), np.zeros(n)
    if name == "total":
        return (random.random(n),)
    if name == "total_int":
        return (random.integers(-1000, 1000, n, dtype=np.int_),)
    if name == "dot":
        return random.random(n), random.random(n)
    if name == "cumulative":
        return random.random(n), np.zeros(n)
    if name == "histogram":
        return random.normal(size=n), np.zeros(64, dtype=np.int_), -2.0, 2.0
    if name == "matmul":
        return random.random((cube, cube)), random.random((cube, cube)), np.zeros((cube, cube))
    if name == "stencil":
        return random.random((side, side)), np.zeros((side, side))
    if name == "mandelbrot":
        return np.zeros((300 if large else 32, 300 if large else 32), dtype=np.int32), 100
    if name == "nbody":
        return random.random((5, 7)) + 0.1 + 3.0 * np.arange(5)[:, None], 10_000 if large else 20, 0.0001
    if name == "distances":
        return random.random((side, 3)), np.zeros((side, side))
    if name == "floyd_warshall":
        return (random.random((cube, cube)) * 100,)
    if name.startswith("levenshtein"):
        length = 1_000 if large else 32
        letters = np.array(list("abcdefgh"))
        first, second = ("".join(random.choice(letters, length)) for _ in range(2))
        if name.endswith("bytes"):
            first, second = first.encode(), second.encode()
        return first, second, np.zeros(length + 1, dtype=np.int32)
    if name == "sieve":
        return (np.zeros(n, dtype=np.uint8),)
    raise KeyError(name)


def flat(arguments):
    """The same for C: each array as its address and its lengths."""
    result = []
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            result += [argument.ctypes.data, *argument.shape]
        else:
            result.append(argument)
    return result


def arrays(arguments):
    """The arrays among the arguments: what a kernel may have written."""
    return [argument for argument in arguments if isinstance(argument, np.ndarray)]
