# cython: language_level=3
"""The number of steps until each point of a grid escapes."""


def mandelbrot(int[:, ::1] out, int limit):
    cdef Py_ssize_t row, column, height = out.shape[0], width = out.shape[1]
    cdef double cx, cy, x, y, next_x
    cdef int step
    for row in range(height):
        cy = 2.0 * row / height - 1.0
        for column in range(width):
            cx = 3.0 * column / width - 2.0
            x = y = 0
            step = 0
            while step < limit and x * x + y * y <= 4.0:
                next_x = x * x - y * y + cx
                y = 2.0 * x * y + cy
                x = next_x
                step += 1
            out[row, column] = step
