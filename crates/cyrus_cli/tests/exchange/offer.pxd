cimport cython

cdef struct pair:
    int i
    double d

cdef enum colour:
    red
    green = 5

ctypedef fused number:
    int
    double

ctypedef double (*function)(double) noexcept

cdef int counter
cdef double table[4]
cdef object thing
cdef double[:] window

cdef class Base:
    cdef int x
    cdef object __weakref__
    cdef public object y
    cdef dict __dict__
    cdef readonly double z
    cdef double[:] row
    cdef public double[:, ::1] grid
    cdef int m(self, int a) except -1
    @staticmethod
    cdef int fixed(int q) noexcept
    @cython.final
    cdef int last(self, int a) noexcept
    cpdef double n(self, double b)
    cdef double total(self, double[:] v) except? -1
    cdef double[:] part(self, Py_ssize_t n)
    cdef int opt(self, int a, int b=*, int c=*)

cdef class Middle(Base):
    cdef double w
    cpdef double n(self, double b)
    cdef int more(self) noexcept

@cython.final
cdef class Leaf(Middle):
    cdef list items

cdef int fa(int a, double b) except? -1 nogil
cdef object fb(list x)
cpdef int fc(int q, int r=*) except *
cdef void vf(pair *p, colour e) noexcept
cdef number twice(number a)
cdef double total(const double[:] v) noexcept nogil
cdef double trace(double[:, ::1] v) except -1
cdef double[:] tail(double[:] v, int n)
cdef int keep(double[:] v) except -1
cdef object kept()
cdef object as_object(double[:] v)
cdef (int, double) both(int a)
cdef double apply(function f, double x) except? -1
cdef double dot(double[:] v, double[:] w=*, int n=*) except? -1
cdef inline int inlined(int a) noexcept:
    return a + 1
