# cython: language_level=3
cimport cython

counter = 3
table[:] = [1, 2, 3, 4]
thing = ["thing"]
window = None

cdef class Base:
    def __cinit__(self, *args):
        self.x = 7
        self.z = 0.5
    cdef int m(self, int a) except -1:
        if a < 0:
            raise ValueError("negative")
        return a + self.x
    @staticmethod
    cdef int fixed(int q) noexcept:
        return q * 10
    @cython.final
    cdef int last(self, int a) noexcept:
        return a - self.x
    cpdef double n(self, double b):
        return b * 2
    cdef double total(self, double[:] v) except? -1:
        cdef double s = 0
        cdef Py_ssize_t i
        for i in range(v.shape[0]):
            s += v[i]
        return s + self.x
    cdef double[:] part(self, Py_ssize_t n):
        return self.row[:n]
    cdef int opt(self, int a, int b=20, int c=300):
        return a + b + c
    def call_m(self, int a):
        return self.m(a)
    def call_n(self, b):
        return self.n(b)
    def call_total(self, v):
        return self.total(v)
    def call_part(self, n):
        return self.part(n)
    def call_opt(self):
        return self.opt(1), self.opt(1, 2), self.opt(1, 2, 3)
    def set_row(self, v):
        self.row = v
    def get_row(self):
        return self.row

cdef class Middle(Base):
    cpdef double n(self, double b):
        return b * 3
    cdef int more(self) noexcept:
        return 1
    def call_more(self):
        return self.more()

cdef class Leaf(Middle):
    def __init__(self):
        self.items = [1]
        self.w = 2.5

cdef int fa(int a, double b) except? -1 nogil:
    if a < 0:
        with gil:
            raise KeyError(a)
    return a + <int>b
cdef object fb(list x):
    return x[0]
cpdef int fc(int q, int r=40) except *:
    return q + r
cdef void vf(pair *p, colour e) noexcept:
    p.i = e
    p.d = e * 2
cdef number twice(number a):
    return a * 2
cdef double total(const double[:] v) noexcept nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        s += v[i]
    return s
cdef double trace(double[:, ::1] v) except -1:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        s += v[i, i]
    return s
cdef double[:] tail(double[:] v, int n):
    if n > v.shape[0]:
        raise IndexError(n)
    return v[n:]
cdef double[:] saved
cdef int keep(double[:] v) except -1:
    global saved
    saved = v
    return 0
cdef object kept():
    return None if saved is None else (saved.shape[0], saved[0], saved.base)
keep(None)
cdef object as_object(double[:] v):
    return v
cdef (int, double) both(int a):
    return a, a / 2.0
cdef double apply(function f, double x) except? -1:
    return f(x) + 1
cdef double dot(double[:] v, double[:] w=None, int n=2) except? -1:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(n):
        s += v[i] * (v[i] if w is None else w[i])
    return s
def state():
    return counter, [table[i] for i in range(4)], thing, None if window is None else list(window)
def reset():
    global counter, thing, window
    counter, thing, window = 3, ["thing"], None
    table[0] = 1
