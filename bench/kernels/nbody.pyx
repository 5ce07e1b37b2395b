# cython: language_level=3
"""Steps of bodies that attract each other: rows of x, y, z, three speeds, mass."""
from libc.math cimport sqrt


def nbody(double[:, ::1] body, int steps, double dt):
    cdef Py_ssize_t i, j, number = body.shape[0]
    cdef int step
    cdef double dx, dy, dz, square, pull
    for step in range(steps):
        for i in range(number):
            for j in range(i + 1, number):
                dx = body[i, 0] - body[j, 0]
                dy = body[i, 1] - body[j, 1]
                dz = body[i, 2] - body[j, 2]
                square = dx * dx + dy * dy + dz * dz
                pull = dt / (square * sqrt(square))
                body[i, 3] -= dx * body[j, 6] * pull
                body[i, 4] -= dy * body[j, 6] * pull
                body[i, 5] -= dz * body[j, 6] * pull
                body[j, 3] += dx * body[i, 6] * pull
                body[j, 4] += dy * body[i, 6] * pull
                body[j, 5] += dz * body[i, 6] * pull
        for i in range(number):
            body[i, 0] += dt * body[i, 3]
            body[i, 1] += dt * body[i, 4]
            body[i, 2] += dt * body[i, 5]
