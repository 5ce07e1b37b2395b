/* The talk's two examples as a person writes them in C: the peer that a compiler cannot beat without tricks. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>

static PyObject *primes(PyObject *self, PyObject *arg) {
    int p[1000], found = 0, n = 2, i;
    int wanted = (int)PyLong_AsLong(arg);
    PyObject *list;

    (void)self;
    if (wanted == -1 && PyErr_Occurred()) return NULL;
    if (wanted > 1000) wanted = 1000;
    if (wanted < 0) wanted = 0;
    for (; found < wanted; n++) {
        for (i = 0; i < found; i++)
            if (n % p[i] == 0) break;
        if (i == found) p[found++] = n;
    }
    list = PyList_New(found);
    for (i = 0; list && i < found; i++) PyList_SET_ITEM(list, i, PyLong_FromLong(p[i]));
    return list;
}

static long long pairs(const double *a, Py_ssize_t n, const double *b, Py_ssize_t m) {
    long long total = 0;
    for (Py_ssize_t i = 0; i < n; i++)
        for (Py_ssize_t j = 0; j < m; j++) {
            int rounded;
            if (a[i] > b[j]) continue;
            rounded = (int)round(sqrt(a[i] * a[i] + b[j] * b[j]));
            if (rounded > 10) total += rounded;
        }
    return total;
}

static PyObject *contiguous(PyObject *self, PyObject *args) {
    Py_buffer a, b;
    long long total;

    (void)self;
    if (!PyArg_ParseTuple(args, "y*y*", &a, &b)) return NULL;
    Py_BEGIN_ALLOW_THREADS
    total = pairs(a.buf, a.len / 8, b.buf, b.len / 8);
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&a);
    PyBuffer_Release(&b);
    return PyLong_FromLongLong(total);
}

static PyMethodDef methods[] = {{"primes", primes, METH_O, NULL}, {"contiguous", contiguous, METH_VARARGS, NULL}, {0}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "talk_c", NULL, 0, methods, 0, 0, 0, 0};

PyMODINIT_FUNC PyInit_talk_c(void) { return PyModuleDef_Init(&module); }
