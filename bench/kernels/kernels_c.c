/* The kernels as a person writes them in C. Arrays come as addresses and lengths, so that next to nothing but the loop is
 * measured; `p(i)` is argument i as an address, `n(i)` as a number. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>

typedef Py_ssize_t idx;
#define KERNEL(name) static PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
#define UNUSED ((void)self, (void)nargs)
#define p(i) PyLong_AsVoidPtr(args[i])
#define n(i) PyLong_AsSsize_t(args[i])
#define f(i) PyFloat_AsDouble(args[i])

KERNEL(masked_sqrt) {
    const double *x = p(0);
    const unsigned char *mask = p(2);
    double *out = p(4);
    idx i, n = n(1);
    UNUSED;
    for (i = 0; i < n; i++) {
        if (mask[i]) out[i] = sqrt(x[i]);
        else out[i] = 0;
    }
    Py_RETURN_NONE;
}

KERNEL(total) {
    const double *x = p(0);
    idx i, n = n(1);
    double result = 0;
    UNUSED;
    for (i = 0; i < n; i++) result += x[i];
    return PyFloat_FromDouble(result);
}

KERNEL(total_int) {
    const long *x = p(0);
    idx i, n = n(1);
    long result = 0;
    UNUSED;
    for (i = 0; i < n; i++) result += x[i];
    return PyLong_FromLong(result);
}

KERNEL(dot) {
    const double *x = p(0), *y = p(2);
    idx i, n = n(1);
    double result = 0;
    UNUSED;
    for (i = 0; i < n; i++) result += x[i] * y[i];
    return PyFloat_FromDouble(result);
}

KERNEL(cumulative) {
    const double *x = p(0);
    double *out = p(2), result = 0;
    idx i, n = n(1);
    UNUSED;
    for (i = 0; i < n; i++) out[i] = result += x[i];
    Py_RETURN_NONE;
}

KERNEL(histogram) {
    const double *x = p(0);
    long *bins = p(2);
    idx i, n = n(1);
    double low = f(4), high = f(5), scale = n(3) / (high - low);
    UNUSED;
    for (i = 0; i < n; i++) {
        if (x[i] < low || x[i] >= high) continue;
        bins[(idx)((x[i] - low) * scale)]++;
    }
    Py_RETURN_NONE;
}

KERNEL(matmul) {
    const double *a = p(0), *b = p(3);
    double *out = p(6);
    idx i, j, k, rows = n(1), inner = n(2), columns = n(5);
    UNUSED;
    for (i = 0; i < rows; i++)
        for (j = 0; j < columns; j++) {
            double result = 0;
            for (k = 0; k < inner; k++) result += a[i * inner + k] * b[k * columns + j];
            out[i * columns + j] = result;
        }
    Py_RETURN_NONE;
}

KERNEL(stencil) {
    const double *a = p(0);
    double *out = p(3);
    idx i, j, rows = n(1), w = n(2);
    UNUSED;
    for (i = 1; i < rows - 1; i++)
        for (j = 1; j < w - 1; j++)
            out[i * w + j] = 0.5 * a[i * w + j] + 0.125 * (a[(i - 1) * w + j] + a[(i + 1) * w + j]
                             + a[i * w + j - 1] + a[i * w + j + 1]);
    Py_RETURN_NONE;
}

KERNEL(mandelbrot) {
    int *out = p(0), limit = (int)n(3), step;
    idx row, column, height = n(1), width = n(2);
    UNUSED;
    for (row = 0; row < height; row++) {
        double cy = 2.0 * (double)row / (double)height - 1.0;
        for (column = 0; column < width; column++) {
            double cx = 3.0 * (double)column / (double)width - 2.0, x = 0, y = 0, next_x;
            for (step = 0; step < limit && x * x + y * y <= 4.0; step++) {
                next_x = x * x - y * y + cx;
                y = 2.0 * x * y + cy;
                x = next_x;
            }
            out[row * width + column] = step;
        }
    }
    Py_RETURN_NONE;
}

KERNEL(nbody) {
    double (*body)[7] = p(0);
    idx i, j, number = n(1);
    int step, steps = (int)n(3);
    double dt = f(4);
    UNUSED;
    for (step = 0; step < steps; step++) {
        for (i = 0; i < number; i++)
            for (j = i + 1; j < number; j++) {
                double dx = body[i][0] - body[j][0], dy = body[i][1] - body[j][1], dz = body[i][2] - body[j][2];
                double square = dx * dx + dy * dy + dz * dz, pull = dt / (square * sqrt(square));
                body[i][3] -= dx * body[j][6] * pull;
                body[i][4] -= dy * body[j][6] * pull;
                body[i][5] -= dz * body[j][6] * pull;
                body[j][3] += dx * body[i][6] * pull;
                body[j][4] += dy * body[i][6] * pull;
                body[j][5] += dz * body[i][6] * pull;
            }
        for (i = 0; i < number; i++) {
            body[i][0] += dt * body[i][3];
            body[i][1] += dt * body[i][4];
            body[i][2] += dt * body[i][5];
        }
    }
    Py_RETURN_NONE;
}

KERNEL(distances) {
    const double *points = p(0);
    double *out = p(3);
    idx i, j, k, number = n(1), rank = n(2);
    UNUSED;
    for (i = 0; i < number; i++)
        for (j = 0; j < number; j++) {
            double result = 0;
            for (k = 0; k < rank; k++) {
                double difference = points[i * rank + k] - points[j * rank + k];
                result += difference * difference;
            }
            out[i * number + j] = sqrt(result);
        }
    Py_RETURN_NONE;
}

KERNEL(floyd_warshall) {
    double *d = p(0);
    idx i, j, k, number = n(1);
    UNUSED;
    for (k = 0; k < number; k++)
        for (i = 0; i < number; i++)
            for (j = 0; j < number; j++) {
                double through = d[i * number + k] + d[k * number + j];
                if (through < d[i * number + j]) d[i * number + j] = through;
            }
    Py_RETURN_NONE;
}

/* Both kinds of text are Latin here, so that one loop serves: one byte a character. */
static PyObject *levenshtein(const unsigned char *a, idx n, const unsigned char *b, idx m, int *row) {
    idx i, j;
    for (j = 0; j <= m; j++) row[j] = (int)j;
    for (i = 0; i < n; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (j = 0; j < m; j++) {
            int above = row[j + 1], cost = a[i] == b[j] ? diagonal : diagonal + 1;
            if (above + 1 < cost) cost = above + 1;
            if (row[j] + 1 < cost) cost = row[j] + 1;
            row[j + 1] = cost;
            diagonal = above;
        }
    }
    return PyLong_FromLong(row[m]);
}

KERNEL(levenshtein_bytes) {
    UNUSED;
    return levenshtein((unsigned char *)PyBytes_AS_STRING(args[0]), PyBytes_GET_SIZE(args[0]),
                       (unsigned char *)PyBytes_AS_STRING(args[1]), PyBytes_GET_SIZE(args[1]), p(2));
}

KERNEL(levenshtein_str) {
    UNUSED;
    return levenshtein(PyUnicode_1BYTE_DATA(args[0]), PyUnicode_GET_LENGTH(args[0]),
                       PyUnicode_1BYTE_DATA(args[1]), PyUnicode_GET_LENGTH(args[1]), p(2));
}

KERNEL(sieve) {
    unsigned char *composite = p(0);
    idx i, j, found = 0, number = n(1);
    UNUSED;
    for (i = 0; i < number; i++) composite[i] = 0;
    for (i = 2; i < number; i++) {
        if (composite[i]) continue;
        found++;
        for (j = i * i; j < number; j += i) composite[j] = 1;
    }
    return PyLong_FromSsize_t(found);
}

#define ROW(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {
    ROW(masked_sqrt), ROW(total), ROW(total_int), ROW(dot), ROW(cumulative), ROW(histogram), ROW(matmul), ROW(stencil),
    ROW(mandelbrot), ROW(nbody), ROW(distances), ROW(floyd_warshall), ROW(levenshtein_bytes), ROW(levenshtein_str),
    ROW(sieve), {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "kernels_c", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_kernels_c(void) { return PyModuleDef_Init(&module); }
