# cython: language_level=3
"""How many elements fall into each of the equal bins between two limits."""


def histogram(double[::1] x, long[::1] bins, double low, double high):
    cdef Py_ssize_t i, place, number = bins.shape[0]
    cdef double scale = number / (high - low)
    for i in range(x.shape[0]):
        if x[i] < low or x[i] >= high:
            continue
        place = <Py_ssize_t>((x[i] - low) * scale)
        bins[place] += 1
