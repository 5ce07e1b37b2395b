"""Check the talk's examples against plain Python and NumPy, and time them: one JSON object a line."""
import json
import sys
import time

import fast_arrays
import fast_arrays_pure
import fast_stuff
import fast_stuff_pure
import numpy as np
import slow_arrays
import slow_stuff


def median_time(call, budget=0.6, most=31):
    """The median processor time of several runs, in seconds, and the result."""
    times, started, result = [], time.perf_counter(), None
    while not times or (len(times) < most and time.perf_counter() - started < budget):
        begin = time.process_time()
        result = call()
        times.append(time.process_time() - begin)
    return sorted(times)[len(times) // 2], result


def measure(example, rows):
    wanted = None
    for name, call in rows:
        seconds, result = median_time(call)
        result = result if isinstance(result, list) else int(result)
        wanted = result if wanted is None else wanted
        row = {"example": example, "what": name, "seconds": seconds, "same": result == wanted}
        print(json.dumps(row), flush=True)


def main():
    for module in fast_stuff, fast_stuff_pure, fast_arrays, fast_arrays_pure:
        assert not module.__file__.endswith(".py"), module.__file__
    measure(
        "Example 1: the first 1,000 prime numbers",
        [
            ("plain Python", lambda: slow_stuff.primes(1000)),
            ("compiled, fast_stuff.pyx", lambda: fast_stuff.primes(1000)),
            ("compiled, fast_stuff_pure.py", lambda: fast_stuff_pure.primes(1000)),
        ],
    )
    random = np.random.default_rng(1)
    a, b = random.random(1000) * 100, random.random(4000) * 100
    gaps_a, gaps_b = np.repeat(a, 2)[::2], np.repeat(b, 3)[::3]
    list_a, list_b = a.tolist(), b.tolist()
    measure(
        "Example 2: all pairs of 1,000 and 4,000 numbers",
        [
            ("plain Python", lambda: slow_arrays.do_something_loop(list_a, list_b)),
            ("NumPy", lambda: slow_arrays.do_something(a, b)),
            ("compiled, fast_arrays.pyx, float64[::1]", lambda: fast_arrays.do_something(a, b)),
            ("compiled, fast_arrays.pyx, float64[:]", lambda: fast_arrays.do_something_strided(gaps_a, gaps_b)),
            ("compiled, fast_arrays_pure.py", lambda: fast_arrays_pure.do_something(a, b)),
        ],
    )
    # the talk's own number
    assert fast_arrays.do_something(np.arange(5.0), np.arange(30.0)) == 1916


sys.exit(main())
