# cython: language_level=3
"""What it costs to take an array as a typed view."""


def view(double[:] x):
    return x.shape[0]


def view_contiguous(double[::1] x):
    return x.shape[0]


def view_rows(double[:, ::1] x):
    return x.shape[0]
